"""Some of the features, alone and before a model."""

import numpy
from sklearn.ensemble import AdaBoostClassifier, ExtraTreesRegressor, GradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_selection import (
    RFE,
    RFECV,
    GenericUnivariateSelect,
    SelectFdr,
    SelectFpr,
    SelectFromModel,
    SelectFwe,
    SelectKBest,
    SelectPercentile,
    SequentialFeatureSelector,
    VarianceThreshold,
    chi2,
    f_regression,
    mutual_info_classif,
)
from sklearn.linear_model import ElasticNet, Lasso, LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier

from case import Case


def cases(data):
    iris, wine, diabetes, missing, digits = data.iris, data.wine, data.diabetes, data.missing, data.digits
    logistic = LogisticRegression(max_iter=300)
    if data.version >= (1, 8):
        sparse = LogisticRegression(l1_ratio=1.0, solver="saga", C=0.5, max_iter=300, random_state=0)
    else:
        sparse = LogisticRegression(penalty="l1", solver="liblinear", C=0.5)

    yield Case("variance", VarianceThreshold(0.2).fit(iris.X))
    yield Case("variance_missing", VarianceThreshold(0.5).fit(missing.X), rows="missing")
    yield Case("variance_constant", VarianceThreshold().fit(digits.X), rows="digits")
    for k in [1, 3, "all"]:
        yield Case(f"best_{k}", SelectKBest(k=k).fit(wine.X, wine.y), rows="wine")
    yield Case("best_chi2", SelectKBest(chi2, k=20).fit(digits.X, digits.y), rows="digits")
    yield Case("best_ties", SelectKBest(k=3).fit(numpy.hstack([iris.X, iris.X])[:, :5], iris.y), rows="words")
    yield Case("best_mutual", SelectKBest(mutual_info_classif, k=2).fit(iris.X, iris.y))
    for share in [7, 10, 33, 50, 100]:
        yield Case(f"percentile_{share}", SelectPercentile(percentile=share).fit(wine.X, wine.y), rows="wine")
    selector = SelectPercentile(percentile=50).fit(numpy.hstack([iris.X, iris.X])[:, :5], iris.y)
    yield Case("percentile_ties", selector, rows="words")
    for name, selector in {
        "fpr": SelectFpr(f_regression, alpha=0.01),
        "fdr": SelectFdr(f_regression, alpha=0.02),
        "fwe": SelectFwe(f_regression, alpha=0.02),
        "generic": GenericUnivariateSelect(f_regression, mode="percentile", param=40),
        "generic_best": GenericUnivariateSelect(f_regression, mode="k_best", param=3),
        "generic_fdr": GenericUnivariateSelect(f_regression, mode="fdr", param=0.05),
    }.items():
        yield Case(name, selector.fit(diabetes.X, diabetes.y), rows="diabetes")

    for name, selector in {
        "logistic": SelectFromModel(logistic),
        "logistic_median": SelectFromModel(logistic, threshold="median"),
        "logistic_scaled": SelectFromModel(logistic, threshold="1.25 * mean"),
        "logistic_number": SelectFromModel(logistic, threshold=0.3),
        "logistic_norm_2": SelectFromModel(logistic, norm_order=2),
        "logistic_norm_max": SelectFromModel(logistic, norm_order=numpy.inf),
        "logistic_most": SelectFromModel(logistic, max_features=3, threshold=-numpy.inf),
        "logistic_most_mean": SelectFromModel(logistic, max_features=9),
        "logistic_l1": SelectFromModel(sparse),
        "svc_l1": SelectFromModel(LinearSVC(penalty="l1", dual=False, C=0.05, max_iter=5000, random_state=0)),
        "tree": SelectFromModel(DecisionTreeClassifier(random_state=0)),
        "forest": SelectFromModel(RandomForestClassifier(12, random_state=0)),
        "forest_median": SelectFromModel(RandomForestClassifier(12, random_state=0), threshold="median"),
        "boosting": SelectFromModel(GradientBoostingClassifier(n_estimators=8, random_state=0)),
        "ada": SelectFromModel(AdaBoostClassifier(n_estimators=8, random_state=0)),
        "getter": SelectFromModel(logistic, importance_getter="coef_"),
    }.items():
        yield Case(f"model_{name}", selector.fit(wine.X, wine.y), rows="wine")
    for name, model in {
        "lasso": Lasso(0.5),
        "ridge": Ridge(),
        "elastic": ElasticNet(0.1, l1_ratio=1.0),
        "trees": ExtraTreesRegressor(10, max_depth=4, random_state=0),
    }.items():
        yield Case(f"model_{name}", SelectFromModel(model).fit(diabetes.X, diabetes.y), rows="diabetes")
    fitted = RandomForestClassifier(6, random_state=0).fit(wine.X, wine.y)
    selector = SelectFromModel(fitted, prefit=True)
    if data.version >= (1, 1):
        selector.fit(wine.X)
    yield Case("model_prefit", selector, rows="wine")
    same = numpy.repeat(iris.X[:, :1], 5, axis=1)
    yield Case("model_equal", SelectFromModel(Ridge()).fit(same, iris.width), rows="words")
    if data.version >= (1, 3):
        selector = SelectFromModel(DecisionTreeClassifier(random_state=0)).fit(missing.X, missing.y)
        yield Case("model_missing", selector, rows="missing")

    yield Case("rfe", RFE(logistic, n_features_to_select=4).fit(wine.X, wine.strings), rows="wine")
    yield Case("rfecv", RFECV(Ridge(), cv=3).fit(diabetes.X, diabetes.y), rows="diabetes")
    selector = SequentialFeatureSelector(Ridge(), n_features_to_select=3, cv=2).fit(diabetes.X, diabetes.y)
    yield Case("sequential", selector, rows="diabetes")
    for name, selector in {
        "best": SelectKBest(k=2),
        "model": SelectFromModel(RandomForestClassifier(5, random_state=0)),
        "variance": VarianceThreshold(0.2),
        "rfe": RFE(LogisticRegression(max_iter=300), n_features_to_select=2),
    }.items():
        pipeline = make_pipeline(selector, LogisticRegression(max_iter=300))
        yield Case(f"pipeline_{name}", pipeline.fit(iris.X, iris.strings))
