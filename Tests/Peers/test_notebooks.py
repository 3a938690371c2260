"""What notebooks save, served: scikit-learn trains and saves here, and the server answers as scikit-learn does.

Nothing is recorded: the newest scikit-learn that requirements.txt allows writes the files. Run by scripts/test-peers, which names the
server's program in MODELSWITCH_BINARY.
"""

import json
import pickle

import joblib
import numpy
import pandas
import pytest
import requests
from server import serving
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits, load_iris, load_wine
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.ensemble import (
    AdaBoostClassifier,
    BaggingRegressor,
    ExtraTreesClassifier,
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    IsolationForest,
    RandomForestClassifier,
    RandomForestRegressor,
    StackingClassifier,
    VotingClassifier,
)
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer
from sklearn.feature_selection import SelectKBest
from sklearn.impute import SimpleImputer
from sklearn.linear_model import ElasticNetCV, LinearRegression, LogisticRegression, Ridge, SGDClassifier
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV
from sklearn.multioutput import MultiOutputClassifier
from sklearn.naive_bayes import GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    PolynomialFeatures,
    StandardScaler,
)
from sklearn.svm import SVC

iris, wine, cancer, digits = (load(return_X_y=True) for load in (load_iris, load_wine, load_breast_cancer, load_digits))
diabetes = load_diabetes(return_X_y=True)
names = numpy.array(["setosa", "versicolor", "virginica"])[iris[1]]

random = numpy.random.RandomState(7)
people = pandas.DataFrame(
    {
        "age": random.randint(18, 80, 300).astype(float),
        "city": random.choice(["Ghent", "Zürich", "São Paulo", "東京"], 300),
        "income": random.lognormal(10, 1, 300).round(2),
        "plan": random.choice(["basic", "pro", None], 300, p=[0.5, 0.4, 0.1]),
        "member": random.rand(300) < 0.5,
    }
)
people.loc[::11, "age"] = numpy.nan
people.loc[::13, "income"] = numpy.nan
left = numpy.where((people["income"].fillna(2e4) > 2.5e4) ^ (people["city"] == "Ghent"), "leaves", "stays")

documents = [
    "The delivery was late and the box was broken", "Great product, works as promised!", "I want my money back",
    "Fast delivery, friendly people", "It broke after two days", "Excellent quality and great value",
    "Terrible support: nobody answers", "Happy with it, would buy again", "The manual is missing pages",
    "Très bon produit, livraison rapide", "Schlechte Qualität, nie wieder", "good good good", "bad, bad, BAD",
]
mood = numpy.array(["bad", "good", "bad", "good", "bad", "good", "bad", "good", "bad", "good", "bad", "good", "bad"])


def columns():
    return ColumnTransformer(
        [
            ("numbers", make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), ["age", "income"]),
            (
                "words",
                make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")),
                ["city", "plan"],
            ),
        ],
        remainder="passthrough",
    )


def searched(search, model, parameters, rows, labels):
    return search(model, parameters, cv=3).fit(rows, labels)


# name: (fitted model, rows to ask about)
CASES = {
    "iris_forest": lambda: (RandomForestClassifier(20, random_state=0).fit(iris[0], names), iris[0]),
    "wine_svc": lambda: (make_pipeline(StandardScaler(), SVC(random_state=0)).fit(*wine), wine[0]),
    "cancer_logistic": lambda: (make_pipeline(StandardScaler(), LogisticRegression()).fit(*cancer), cancer[0]),
    "cancer_neighbours": lambda: (make_pipeline(MinMaxScaler(), KNeighborsClassifier(7)).fit(*cancer), cancer[0][:99]),
    "digits_network": lambda: (
        make_pipeline(MinMaxScaler(), MLPClassifier((32,), max_iter=30, random_state=0)).fit(*digits),
        digits[0][:200],
    ),
    "digits_components": lambda: (make_pipeline(PCA(10), GaussianNB()).fit(*digits), digits[0][:200]),
    "iris_boosting": lambda: (HistGradientBoostingClassifier(max_iter=20).fit(iris[0], names), iris[0]),
    "cancer_adaboost": lambda: (AdaBoostClassifier(n_estimators=20, random_state=0).fit(*cancer), cancer[0]),
    "cancer_calibrated": lambda: (CalibratedClassifierCV(GaussianNB(), cv=3).fit(*cancer), cancer[0]),
    "wine_voting": lambda: (
        VotingClassifier(
            [("a", GaussianNB()), ("b", ExtraTreesClassifier(10, random_state=0))], voting="soft"
        ).fit(*wine),
        wine[0],
    ),
    "wine_stacking": lambda: (
        StackingClassifier([("a", GaussianNB()), ("b", RandomForestClassifier(5, random_state=0))], cv=3).fit(*wine),
        wine[0],
    ),
    "wine_search": lambda: (
        searched(
            GridSearchCV,
            make_pipeline(StandardScaler(), SelectKBest(k=5), LogisticRegression()),
            {"logisticregression__C": [0.1, 1]},
            *wine,
        ),
        wine[0],
    ),
    "iris_random_search": lambda: (
        searched(
            lambda *args, cv: RandomizedSearchCV(*args, cv=cv, n_iter=3, random_state=0),
            RandomForestClassifier(5, random_state=0),
            {"max_depth": [2, 3, 4]},
            *iris,
        ),
        iris[0],
    ),
    "iris_several_outputs": lambda: (
        MultiOutputClassifier(LogisticRegression(max_iter=500)).fit(
            iris[0], numpy.stack([names, iris[1] == 1], axis=1).astype(str)
        ),
        iris[0],
    ),
    "iris_outliers": lambda: (IsolationForest(n_estimators=20, random_state=0).fit(iris[0]), iris[0]),
    "iris_mixture": lambda: (GaussianMixture(3, random_state=0).fit(iris[0]), iris[0]),
    "diabetes_linear": lambda: (LinearRegression().fit(*diabetes), diabetes[0]),
    "diabetes_polynomial": lambda: (
        make_pipeline(PolynomialFeatures(2), StandardScaler(), ElasticNetCV(cv=3)).fit(*diabetes),
        diabetes[0],
    ),
    "diabetes_logarithm": lambda: (
        TransformedTargetRegressor(Ridge(), func=numpy.log1p, inverse_func=numpy.expm1).fit(*diabetes),
        diabetes[0],
    ),
    "diabetes_bagging": lambda: (BaggingRegressor(n_estimators=5, random_state=0).fit(*diabetes), diabetes[0]),
    "diabetes_boosting": lambda: (GradientBoostingRegressor(n_estimators=20).fit(*diabetes), diabetes[0]),
    "diabetes_two_outputs": lambda: (
        RandomForestRegressor(5, random_state=0).fit(diabetes[0], numpy.stack([diabetes[1], diabetes[1] ** 2], axis=1)),
        diabetes[0],
    ),
    "people_logistic": lambda: (make_pipeline(columns(), LogisticRegression(max_iter=500)).fit(people, left), people),
    "people_forest": lambda: (
        make_pipeline(columns(), RandomForestClassifier(10, random_state=0)).fit(people, left),
        people,
    ),
    "people_categories": lambda: (
        make_pipeline(
            ColumnTransformer(
                [
                    (
                        "words",
                        OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1),
                        ["city", "plan", "member"],
                    )
                ],
                remainder="passthrough",
            ),
            HistGradientBoostingRegressor(max_iter=20, categorical_features=[0, 1, 2]),
        ).fit(people, people["income"].fillna(0)),
        people,
    ),
    "incomes_logarithm": lambda: (
        make_pipeline(FunctionTransformer(numpy.log1p), LinearRegression()).fit(*(abs(part) for part in diabetes)),
        abs(diabetes[0]),
    ),
    "texts_tfidf": lambda: (make_pipeline(TfidfVectorizer(), LogisticRegression()).fit(documents, mood), documents),
    "texts_stop_words": lambda: (
        make_pipeline(TfidfVectorizer(stop_words="english", ngram_range=(1, 2)), MultinomialNB()).fit(documents, mood),
        documents,
    ),
    "texts_hashing": lambda: (
        make_pipeline(HashingVectorizer(), SGDClassifier(random_state=0)).fit(documents, mood),
        documents,
    ),
    "texts_union": lambda: (
        make_pipeline(
            FeatureUnion(
                [
                    ("words", TfidfVectorizer()),
                    ("letters", make_pipeline(TfidfVectorizer(analyzer="char_wb"), TruncatedSVD(4))),
                ]
            ),
            LogisticRegression(),
        ).fit(documents, mood),
        documents,
    ),
}

SAVES = [
    ("model.pkl", lambda model, path: path.write_bytes(pickle.dumps(model))),
    ("model.joblib", joblib.dump),
    ("model.joblib", lambda model, path: joblib.dump(model, path, compress=3)),
    ("model.joblib.xz", joblib.dump),
]


@pytest.fixture(scope="module")
def models():
    return {name: make() for name, make in CASES.items()}


@pytest.fixture(scope="module")
def url(models, tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks")
    for index, (name, (model, _)) in enumerate(models.items()):
        file, save = SAVES[index % len(SAVES)]
        (folder / "models" / name).mkdir(parents=True)
        save(model, folder / "models" / name / file)
    with serving(folder / "models", folder) as url:
        yield url


def instances(rows):
    """Rows as a client sends them: objects for a table, one text each for documents, else lists."""
    if isinstance(rows, pandas.DataFrame):
        return json.loads(rows.to_json(orient="records", double_precision=15))
    return [[row] if isinstance(row, str) else list(row) for row in rows]


@pytest.mark.parametrize("name", CASES)
def test_the_server_answers_as_scikit_learn_does(models, url, name):
    model, rows = models[name]
    body = {"instances": instances(rows)}
    has_probabilities = hasattr(model, "predict_proba")
    if has_probabilities:
        body["probabilities"] = True
    answer = requests.post(f"{url}/models/default/versions/{name}/predict", json=body, timeout=120)
    assert answer.status_code == 200, answer.text
    result = answer.json()
    expected = model.predict(rows)
    if expected.dtype.kind == "f":
        assert numpy.allclose(result["predictions"], expected, rtol=1e-9, atol=0)
    else:
        assert result["predictions"] == expected.tolist()
    if has_probabilities:
        probabilities = model.predict_proba(rows)
        outputs = probabilities if isinstance(probabilities, list) else [probabilities]
        got = result["probabilities"] if isinstance(probabilities, list) else [[row] for row in result["probabilities"]]
        for index, output in enumerate(outputs):
            assert numpy.allclose([row[index] for row in got], output, rtol=1e-9, atol=1e-12)


def test_a_column_that_is_missing_unknown_or_misspelt_is_named(url):
    row = {"age": 40, "city": "Ghent", "incomes": 1.5, "plan": None, "member": True}
    body = {"features": row}
    answer = requests.post(f"{url}/models/default/versions/people_forest/predict", json=body, timeout=120)
    assert answer.status_code == 400
    assert {error["path"] for error in answer.json()["errors"]} == {"features.income", "features.incomes"}


def test_a_text_for_a_number_is_named(url):
    row = {"age": "forty", "city": "Ghent", "income": 1.5, "plan": None, "member": True}
    answer = requests.post(f"{url}/models/default/versions/people_forest/predict", json={"features": row}, timeout=120)
    assert answer.status_code == 422
    assert [error["path"] for error in answer.json()["errors"]] == ["features.age"]
