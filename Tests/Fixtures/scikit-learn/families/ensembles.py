"""Ensembles that grow their own members: forests, boosting, bagging."""

import numpy
from sklearn import ensemble
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression, Perceptron
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from case import Case


def cases(data):
    yield from forests(data)
    yield from boosting(data)
    yield from histogram_classifiers(data)
    yield from histogram_regressors(data)
    yield from adaptive(data)
    yield from bagging(data)
    yield from isolation(data)


def forests(data):
    X, iris, diabetes = data.iris.X, data.iris, data.diabetes
    small = {"n_estimators": 4, "max_depth": 3, "random_state": 0}
    two = numpy.column_stack([iris.y, iris.binary])
    for name, kind in {"forest": ensemble.RandomForestClassifier, "extra": ensemble.ExtraTreesClassifier}.items():
        yield Case(name + "_classifier", kind(**small).fit(X, iris.strings))
        yield Case(name + "_classifier_boolean", kind(**small).fit(X, iris.boolean))
        yield Case(name + "_classifier_two", kind(**small).fit(X, two))
    for name, kind in {"forest": ensemble.RandomForestRegressor, "extra": ensemble.ExtraTreesRegressor}.items():
        yield Case(name + "_regressor", kind(**small).fit(diabetes.X, diabetes.y), rows="diabetes")
        yield Case(name + "_regressor_two", kind(**small).fit(diabetes.X, diabetes.two), rows="diabetes")
    Forest = ensemble.RandomForestClassifier
    yield Case("forest_classifier_deep", Forest(12, random_state=0).fit(data.cancer.X, data.cancer.strings), rows="cancer")
    model = Forest(5, random_state=0, class_weight="balanced")
    yield Case("forest_classifier_two_weighted", model.fit(X, numpy.column_stack([iris.binary, iris.y])))
    yield Case("forest_classifier_objects", Forest(**small, criterion="entropy").fit(X, iris.objects))
    yield Case("forest_classifier_weighted", Forest(**small, class_weight="balanced_subsample").fit(X, iris.y))
    yield Case("forest_classifier_out_of_bag", Forest(**(small | {"n_estimators": 8}), oob_score=True).fit(X, iris.floats))
    labels = data.multilabel
    yield Case("forest_classifier_multilabel", Forest(**small).fit(labels.X, labels.y), rows="multilabel")
    yield Case("forest_classifier_digits", Forest(**small).fit(data.digits.X, data.digits.y), rows="digits")
    yield Case("forest_classifier_strings_two", Forest(**small).fit(X, numpy.column_stack([iris.strings, iris.binary_strings])))
    model = ensemble.RandomForestRegressor(criterion="poisson", **small)
    yield Case("forest_regressor_poisson", model.fit(data.counts.X, data.counts.y), rows="counts")
    embedding = ensemble.RandomTreesEmbedding(n_estimators=3, max_depth=2, random_state=0)
    model = make_pipeline(embedding, DecisionTreeClassifier(max_depth=4, random_state=0))
    yield Case("embedding", model.fit(X, iris.strings), estimator="RandomTreesEmbedding")
    if data.version >= (1, 4):
        missing = data.missing
        yield Case("forest_classifier_missing", Forest(**small).fit(missing.X, missing.y), rows="missing")
        model = ensemble.RandomForestRegressor(**small)
        yield Case("forest_regressor_missing", model.fit(missing.X, missing.width), rows="missing")
    if data.version >= (1, 6):
        model = ensemble.ExtraTreesClassifier(**small)
        yield Case("extra_classifier_missing", model.fit(missing.X, missing.strings), rows="missing")


def boosting(data):
    X, iris, diabetes = data.iris.X, data.iris, data.diabetes
    small = {"n_estimators": 5, "max_depth": 2, "random_state": 0}
    Classifier, Regressor = ensemble.GradientBoostingClassifier, ensemble.GradientBoostingRegressor
    yield Case("boosting_classifier", Classifier(**small).fit(X, iris.strings), whole=True)
    yield Case("boosting_classifier_boolean", Classifier(**small).fit(X, iris.boolean))
    yield Case("boosting_classifier_objects", Classifier(**small, subsample=0.5).fit(X, iris.binary_strings.astype(object)))
    yield Case("boosting_classifier_exponential", Classifier(**small, loss="exponential").fit(X, iris.signs))
    yield Case("boosting_classifier_zero", Classifier(**small, init="zero").fit(X, iris.y))
    yield Case("boosting_classifier_zero_binary", Classifier(**small, init="zero").fit(X, iris.binary))
    yield Case("boosting_classifier_start", Classifier(**small, init=LogisticRegression()).fit(X, iris.y))
    yield Case("boosting_classifier_start_binary", Classifier(**small, init=ensemble.RandomForestClassifier(3, max_depth=2, random_state=0)).fit(X, iris.binary))
    yield Case("boosting_classifier_start_dummy", Classifier(**small, init=DummyClassifier(strategy="uniform", random_state=0)).fit(X, iris.y))
    yield Case("boosting_classifier_early", Classifier(**(small | {"n_estimators": 30, "learning_rate": 1}), n_iter_no_change=2).fit(X, iris.y))
    yield Case("boosting_classifier_digits", Classifier(**(small | {"n_estimators": 2})).fit(data.digits.X[:60], data.digits.y[:60]), rows="digits")
    for loss in ["squared_error", "absolute_error", "huber", "quantile"]:
        yield Case("boosting_regressor_" + loss, Regressor(**small, loss=loss).fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("boosting_regressor_zero", Regressor(**small, init="zero").fit(X, iris.width))
    yield Case("boosting_regressor_start", Regressor(**small, init=LinearRegression()).fit(X, iris.width))


def categories(data):
    """Flowers with two columns of whole numbers, the codes of categories."""
    random = numpy.random.RandomState(0)
    X = data.iris.X.copy()
    X[:, 1] = (data.iris.y + random.randint(0, 3, 150)) * 2
    X[:, 2] = random.randint(0, 5, 150)
    return X


def histogram_classifiers(data):
    X, iris = data.iris.X, data.iris
    small = {"max_iter": 4, "max_leaf_nodes": 5, "max_bins": 24, "random_state": 0, "early_stopping": False}
    Classifier = ensemble.HistGradientBoostingClassifier
    yield Case("histogram_classifier", Classifier(**small).fit(X, iris.strings))
    yield Case("histogram_classifier_binary", Classifier(**small).fit(X, iris.boolean))
    yield Case("histogram_classifier_binary_strings", Classifier(**small).fit(X, iris.binary_strings))
    yield Case("histogram_classifier_missing", Classifier(**small).fit(data.missing.X, data.missing.y), rows="missing", whole=True)
    yield Case("histogram_classifier_missing_late", Classifier(**small).fit(X, iris.y), rows="missing")
    model = Classifier(**(small | {"early_stopping": True, "max_iter": 30}), n_iter_no_change=2, learning_rate=0.5)
    yield Case("histogram_classifier_early", model.fit(X, iris.y))
    model = Classifier(**small, categorical_features=[1, 2], min_samples_leaf=3)
    yield Case("histogram_classifier_categories", model.fit(categories(data), iris.strings), rows="categories")
    model = Classifier(**small, categorical_features=[False, True, False, False], min_samples_leaf=3)
    yield Case("histogram_classifier_mask", model.fit(categories(data), iris.binary), rows="categories")
    holes = data.holes(categories(data), 14, 0.1)
    model = Classifier(**small, categorical_features=[2, 1], min_samples_leaf=3)
    yield Case("histogram_classifier_categories_missing", model.fit(holes, iris.y), rows="categories")
    # Before 1.4, codes are cut to 8 bits; what is negative is missing.
    codes = (numpy.arange(150) % 7).astype(float)
    data.rows["codes"] = numpy.array([[c, 0.5] for c in [0, 1, 2.7, 6, 7, -1, -0.5, -100, 254, 255, 256, 257.5, 300, 1e10, numpy.nan]])
    model = Classifier(**small, categorical_features=[0], min_samples_leaf=2)
    X = numpy.column_stack([codes, numpy.linspace(0, 1, 150)])
    yield Case("histogram_classifier_codes", model.fit(X, numpy.isin(codes, [1, 2, 5])), rows="codes")
    rare = numpy.where(numpy.arange(150) % 30 == 0, numpy.nan, codes)
    model = Classifier(**small, categorical_features=[0], min_samples_leaf=2)
    X = numpy.column_stack([rare, numpy.linspace(0, 1, 150)])
    yield Case("histogram_classifier_codes_missing", model.fit(X, numpy.isin(codes, [1, 2, 5]) | numpy.isnan(rare)), rows="codes")
    if data.version >= (1, 4):
        # Categories that are no codes at all, and a column of them behind one of numbers.
        model = Classifier(**small, categorical_features=[1], min_samples_leaf=2)
        X = numpy.column_stack([numpy.linspace(0, 1, 150), codes * 100.5 - 300])
        data.rows["far_codes"] = numpy.array([[0.5, c] for c in [-300, -199.5, 303, 0, 1.5, numpy.nan, -98.99]])
        yield Case("histogram_classifier_far_codes", model.fit(X, numpy.isin(codes, [1, 2, 5])), rows="far_codes")
    if data.pandas is not None and data.version >= (1, 4):
        by_name = Classifier(**(small | {"max_iter": 3}), min_samples_leaf=3, categorical_features=["town", "job"])
        frame = data.mixed.frame.drop(columns="school")
        data.rows["mixed_without_school"] = data.rows["mixed_frame"].drop(columns="school")
        yield Case("histogram_classifier_by_name", by_name.fit(frame, data.mixed.strings), rows="mixed_without_school")
    if data.pandas is not None and data.version >= (1, 5):
        frame = data.mixed.frame.astype({name: "category" for name in ["job", "town", "school"]})
        model = Classifier(**(small | {"max_iter": 3}), min_samples_leaf=3, categorical_features="from_dtype")
        yield Case("histogram_classifier_from_frame", model.fit(frame, data.mixed.strings), rows="mixed_categories")


def histogram_regressors(data):
    X, iris, diabetes = data.iris.X, data.iris, data.diabetes
    small = {"max_iter": 4, "max_leaf_nodes": 5, "max_bins": 24, "random_state": 0, "early_stopping": False}
    Regressor = ensemble.HistGradientBoostingRegressor
    for loss in ["squared_error", "absolute_error"]:
        yield Case("histogram_regressor_" + loss, Regressor(**small, loss=loss).fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("histogram_regressor_poisson", Regressor(**small, loss="poisson").fit(data.counts.X, data.counts.y), rows="counts")
    if data.version >= (1, 1):
        model = Regressor(**small, loss="quantile", quantile=0.8)
        yield Case("histogram_regressor_quantile", model.fit(diabetes.X, diabetes.y), rows="diabetes")
    if data.version >= (1, 3):
        model = Regressor(**small, loss="gamma")
        yield Case("histogram_regressor_gamma", model.fit(data.counts.X, data.counts.positive), rows="counts")
        model = Regressor(**small, interaction_cst=[{0, 1}, {2, 3}])
        yield Case("histogram_regressor_interactions", model.fit(X, iris.width))
    yield Case("histogram_regressor_monotonic", Regressor(**small, monotonic_cst=[1, -1, 0, 0]).fit(X, iris.width))
    yield Case("histogram_regressor_missing", Regressor(**small).fit(data.missing.X, data.missing.width), rows="missing")
    model = Regressor(**small, categorical_features=[1], min_samples_leaf=3)
    yield Case("histogram_regressor_categories", model.fit(categories(data), iris.width), rows="categories")


def member(data, estimator):
    """The argument that names the estimator to be repeated."""
    return {"base_estimator" if data.version < (1, 2) else "estimator": estimator}


def adaptive(data):
    X, iris, diabetes = data.iris.X, data.iris, data.diabetes
    small = {"n_estimators": 4, "random_state": 0}
    Classifier, Regressor = ensemble.AdaBoostClassifier, ensemble.AdaBoostRegressor
    algorithms = ["SAMME", "SAMME.R"] if data.version < (1, 6) else ["SAMME"]
    for algorithm in algorithms:
        settings = small if data.version >= (1, 6) else small | {"algorithm": algorithm}
        name = "adaptive_" + algorithm.lower().replace(".", "_")
        yield Case(name, Classifier(**settings).fit(X, iris.strings))
        yield Case(name + "_binary", Classifier(**settings).fit(X, iris.boolean))
        deeper = member(data, DecisionTreeClassifier(max_depth=2))
        yield Case(name + "_deeper", Classifier(**settings, **deeper, learning_rate=0.7).fit(X, iris.objects))
        yield Case(name + "_logistic", Classifier(**settings, **member(data, LogisticRegression())).fit(X, iris.y))
    samme = {"algorithm": "SAMME"} if data.version < (1, 6) else {}
    yield Case("adaptive_perceptron", Classifier(**small, **samme, **member(data, Perceptron())).fit(X, iris.binary_strings))
    for loss in ["linear", "square", "exponential"]:
        model = Regressor(**(small | {"n_estimators": 5}), **member(data, DecisionTreeRegressor(max_depth=2)), loss=loss)
        yield Case("adaptive_regressor_" + loss, model.fit(diabetes.X, diabetes.y), rows="diabetes")


def bagging(data):
    X, iris, diabetes = data.iris.X, data.iris, data.diabetes
    small = {"n_estimators": 3, "random_state": 0}
    Classifier, Regressor = ensemble.BaggingClassifier, ensemble.BaggingRegressor
    tree = member(data, DecisionTreeClassifier(max_depth=3))
    yield Case("bagging_classifier", Classifier(**small, **tree).fit(X, iris.strings))
    yield Case("bagging_classifier_boolean", Classifier(**small, **tree, bootstrap=False, max_samples=0.3).fit(X, iris.boolean))
    yield Case("bagging_classifier_features", Classifier(**small, **tree, max_features=2, bootstrap_features=True).fit(X, iris.y))
    yield Case("bagging_classifier_logistic", Classifier(**small, **member(data, LogisticRegression()), max_features=3).fit(X, iris.objects))
    yield Case("bagging_classifier_machines", Classifier(**small, **member(data, SVC())).fit(X[::3], iris.strings[::3]))
    yield Case("bagging_classifier_votes", Classifier(**small, **member(data, LinearSVC(random_state=0))).fit(X, iris.binary_strings))
    # Members that have not seen every class.
    few = Classifier(n_estimators=4, random_state=1, max_samples=3, **tree)
    yield Case("bagging_classifier_few", few.fit(X, iris.y))
    tree = member(data, DecisionTreeRegressor(max_depth=3))
    yield Case("bagging_regressor", Regressor(**small, **tree).fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("bagging_regressor_features", Regressor(**small, **tree, max_features=0.5).fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("bagging_regressor_linear", Regressor(**small, **member(data, LinearRegression())).fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("bagging_regressor_two", Regressor(**small, **tree).fit(diabetes.X, diabetes.two), rows="diabetes")


def isolation(data):
    X = data.iris.X
    small = {"n_estimators": 4, "max_samples": 32, "random_state": 0}
    yield Case("isolation", ensemble.IsolationForest(**small).fit(X))
    yield Case("isolation_contamination", ensemble.IsolationForest(**small, contamination=0.1).fit(X))
    yield Case("isolation_features", ensemble.IsolationForest(**small, max_features=2).fit(X))
    few = ensemble.IsolationForest(n_estimators=3, max_samples=2, random_state=0)
    yield Case("isolation_of_two", few.fit(X))
    if data.version >= (1, 7):
        yield Case("isolation_missing", ensemble.IsolationForest(**small).fit(data.missing.X), rows="missing")
