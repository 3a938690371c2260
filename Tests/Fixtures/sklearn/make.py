"""Small models and what scikit-learn answers for them, for one version of scikit-learn.

    python make.py

Run it once in an environment of each version that README.md lists. It writes a folder named for the version:
`NAME.joblib`, for some `NAME.pickle` (the same model, saved the other way), and `NAME.csv` (for each line of the rows file: label, then
probabilities; or the number of a regressor). Rows: `rows.csv`, and `rows-missing.csv` for models named `*_missing`; they are
written when they are not there yet. scikit-learn 1.7 also writes one model in every pickle protocol.
"""

import pathlib
import pickle

import joblib
import numpy
import sklearn
from sklearn.datasets import load_iris
from sklearn.ensemble import (
    ExtraTreesRegressor,
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    RandomForestClassifier,
)
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

HERE = pathlib.Path(__file__).parent
VERSION = tuple(int(part) for part in sklearn.__version__.split(".")[:2])
BOTH = ["tree", "forest", "boosting", "pipeline"]
X, y = load_iris(return_X_y=True)
NAMES = numpy.array(["setosa", "versicolor", "virginica"])[y]


def rows(name, make):
    path = HERE / name
    if not path.exists():
        numpy.savetxt(path, make(), delimiter=",", fmt="%.17g")
    return numpy.loadtxt(path, delimiter=",")


def plain_rows():
    """Training rows, rows outside of their box, and rows right beside the places where trees split."""
    random = numpy.random.RandomState(0)
    box = random.uniform(X.min(axis=0) - 1, X.max(axis=0) + 1, (25, 4))
    halves = numpy.round(random.uniform(0, 8, (15, 4)) * 20) / 20
    beside = numpy.nextafter(halves[:10], numpy.inf)
    return numpy.concatenate([X[::10], box, halves, beside, halves[:5].astype(numpy.float32)])


def missing_rows():
    random = numpy.random.RandomState(1)
    return numpy.where(random.uniform(size=(30, 4)) < 0.3, numpy.nan, X[::5])


def with_names(model):
    model.feature_names_in_ = numpy.array(["sepal length", "sepal width", "petal length", "petal width"], dtype=object)
    return model


def models():
    binary = y == 2
    yield "tree", DecisionTreeClassifier(max_depth=4, random_state=0).fit(X, y)
    yield "tree_regressor", DecisionTreeRegressor(max_depth=3, random_state=0).fit(X, X[:, [3, 0]])
    yield "forest", with_names(RandomForestClassifier(5, max_depth=3, random_state=0).fit(X, NAMES))
    yield "forest_regressor", ExtraTreesRegressor(4, max_depth=3, random_state=0).fit(X, X[:, 3])
    yield "boosting", GradientBoostingClassifier(n_estimators=3, max_depth=2, random_state=0).fit(X, y)
    yield "boosting_binary", GradientBoostingClassifier(n_estimators=5, max_depth=2, random_state=0).fit(X, binary)
    yield "boosting_exponential", GradientBoostingClassifier(
        loss="exponential", n_estimators=5, max_depth=2, random_state=0
    ).fit(X, binary)
    yield "boosting_regressor", GradientBoostingRegressor(n_estimators=5, max_depth=2, random_state=0).fit(X, X[:, 3])
    steps = [("scale", StandardScaler()), ("skip", "passthrough"), ("model", LogisticRegression())]
    pipeline = Pipeline(steps).fit(X, NAMES.astype(object))
    with_names(pipeline.steps[0][1])
    yield "pipeline", pipeline
    yield "pipeline_binary", Pipeline([("scale", StandardScaler()), ("model", LogisticRegression())]).fit(X, binary * 2.0)
    if VERSION < (1, 8):
        yield "logistic_ovr", LogisticRegression(multi_class="ovr", solver="liblinear").fit(X, y)
        yield "logistic_multinomial", LogisticRegression(multi_class="multinomial").fit(X, binary)
    holes = numpy.where(numpy.random.RandomState(2).uniform(size=X.shape) < 0.2, numpy.nan, X)
    if VERSION >= (1, 3):
        yield "tree_missing", DecisionTreeClassifier(max_depth=5, random_state=0).fit(holes, y)
    if VERSION >= (1, 4):
        yield "forest_missing", RandomForestClassifier(3, max_depth=4, random_state=0).fit(holes, y)


def answers(model, rows):
    predictions = model.predict(rows)
    columns = [predictions] if predictions.ndim == 1 else list(predictions.T)
    if hasattr(model, "predict_proba"):
        columns += list(model.predict_proba(rows).T)
    for line in zip(*(column.tolist() for column in columns)):
        yield ",".join(value if isinstance(value, str) else repr(value) for value in line)


def main():
    folder = HERE / sklearn.__version__
    folder.mkdir(exist_ok=True)
    plain, missing = rows("rows.csv", plain_rows), rows("rows-missing.csv", missing_rows)
    for name, model in models():
        joblib.dump(model, folder / f"{name}.joblib")
        if name in BOTH:
            (folder / f"{name}.pickle").write_bytes(pickle.dumps(model))
        lines = answers(model, missing if name.endswith("_missing") else plain)
        (folder / f"{name}.csv").write_text("".join(line + "\n" for line in lines))
        if VERSION == (1, 7) and name == "boosting":
            protocols = HERE / "protocols"
            protocols.mkdir(exist_ok=True)
            for protocol in range(6):
                joblib.dump(model, protocols / f"{protocol}.joblib", protocol=protocol)
                (protocols / f"{protocol}.pickle").write_bytes(pickle.dumps(model, protocol=protocol))


main()
