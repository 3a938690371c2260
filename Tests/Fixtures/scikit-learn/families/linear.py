"""Linear models, and the two that stand beside them: partial least squares and isotonic regression."""

import numpy
from sklearn import linear_model as linear
from sklearn.cross_decomposition import CCA, PLSCanonical, PLSRegression
from sklearn.isotonic import IsotonicRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC, LinearSVR

from case import Case


def scaled(model):
    return make_pipeline(StandardScaler(), model)


def cases(data):
    yield from regressors(data)
    yield from multiple_regressors(data)
    yield from generalised_regressors(data)
    yield from logistic(data)
    yield from other_classifiers(data)
    yield from stochastic(data)
    yield from others(data)


def regressors(data):
    X, y = data.diabetes.X, data.diabetes.y
    amount = {"alphas" if data.version >= (1, 9) else "n_alphas": 5}

    def case(name, model):
        return Case(name, model.fit(X, y), rows="diabetes")

    yield case("linear_regression", linear.LinearRegression())
    yield case("linear_regression_no_intercept", linear.LinearRegression(fit_intercept=False))
    yield case("linear_regression_positive", linear.LinearRegression(positive=True))
    yield Case("linear_regression_integers", linear.LinearRegression().fit(data.iris.X, data.iris.y))
    yield Case(
        "linear_regression_one_column", linear.LinearRegression().fit(X, y[:, None]), rows="diabetes"
    )
    yield Case("linear_regression_single", linear.LinearRegression().fit(X.astype("f4"), y.astype("f4")), rows="diabetes")
    yield case("ridge", linear.Ridge(alpha=0.1))
    yield case("ridge_sag", linear.Ridge(solver="sag", random_state=0))
    yield case("ridge_cv", linear.RidgeCV([0.01, 0.1, 1]))
    yield case("ridge_cv_folds", linear.RidgeCV([0.01, 0.1], cv=3))
    yield case("lasso", linear.Lasso(alpha=0.5))
    yield case("lasso_cv", linear.LassoCV(cv=3, **amount))
    yield case("elastic_net", linear.ElasticNet(alpha=0.05, l1_ratio=0.3))
    yield case("elastic_net_cv", linear.ElasticNetCV(l1_ratio=[0.5, 0.9], cv=3, **amount))
    yield case("huber", linear.HuberRegressor(max_iter=1000))
    yield case("bayesian_ridge", linear.BayesianRidge())
    yield case("ard", linear.ARDRegression())
    yield case("lars", linear.Lars(n_nonzero_coefs=4))
    yield case("lars_cv", linear.LarsCV(cv=3))
    yield case("lasso_lars", linear.LassoLars(alpha=0.5))
    yield case("lasso_lars_cv", linear.LassoLarsCV(cv=3))
    yield case("lasso_lars_ic", linear.LassoLarsIC(criterion="bic"))
    yield case("orthogonal_matching_pursuit", linear.OrthogonalMatchingPursuit(n_nonzero_coefs=3))
    yield case("orthogonal_matching_pursuit_cv", linear.OrthogonalMatchingPursuitCV(cv=3))
    yield case("theil_sen", linear.TheilSenRegressor(max_subpopulation=100, random_state=0))
    yield case("ransac", linear.RANSACRegressor(random_state=0))
    argument = "base_estimator" if data.version < (1, 1) else "estimator"
    yield case("ransac_ridge", linear.RANSACRegressor(**{argument: linear.Ridge(0.1)}, min_samples=20, random_state=0))
    yield case("quantile", linear.QuantileRegressor(quantile=0.8, alpha=0.001, solver="highs"))
    yield case("linear_svr", LinearSVR(C=100, random_state=0))
    yield case("linear_svr_no_intercept", LinearSVR(C=100, fit_intercept=False, random_state=0))


def multiple_regressors(data):
    X, y = data.diabetes.X, data.diabetes.two

    def case(name, model):
        return Case(name, model.fit(X, y), rows="diabetes")

    yield case("linear_regression_two", linear.LinearRegression())
    yield case("linear_regression_two_no_intercept", linear.LinearRegression(fit_intercept=False))
    yield case("ridge_two", linear.Ridge(alpha=numpy.array([0.1, 10])))
    yield case("ridge_cv_two", linear.RidgeCV([0.1, 1]))
    yield case("lasso_two", linear.Lasso())
    yield case("lars_two", linear.Lars(n_nonzero_coefs=3))
    yield case("orthogonal_matching_pursuit_two", linear.OrthogonalMatchingPursuit(n_nonzero_coefs=3))
    yield case("ransac_two", linear.RANSACRegressor(random_state=0))
    yield case("multi_task_lasso", linear.MultiTaskLasso(alpha=0.2))
    yield case("multi_task_elastic_net", linear.MultiTaskElasticNet(alpha=0.2))
    amount = {"alphas" if data.version >= (1, 9) else "n_alphas": 4}
    yield case("multi_task_lasso_cv", linear.MultiTaskLassoCV(cv=3, **amount))
    yield case("multi_task_elastic_net_cv", linear.MultiTaskElasticNetCV(cv=3, **amount))
    yield case("pls_regression", PLSRegression(n_components=3))
    yield case("pls_regression_unscaled", PLSRegression(n_components=2, scale=False))
    yield Case("pls_regression_one", PLSRegression(n_components=2).fit(X, y[:, 0]), rows="diabetes")
    yield case("pls_canonical", PLSCanonical(n_components=2))
    yield case("cca", CCA(n_components=2))


def generalised_regressors(data):
    X, counts, positive = data.counts.X, data.counts.y, data.counts.positive
    yield Case("poisson", linear.PoissonRegressor(alpha=0.1).fit(X, counts), rows="counts")
    yield Case("gamma", linear.GammaRegressor().fit(X, positive), rows="counts")
    yield Case("tweedie_normal", linear.TweedieRegressor(power=0).fit(X, counts), rows="counts")
    yield Case("tweedie_compound", linear.TweedieRegressor(power=1.5, alpha=0.2).fit(X, counts), rows="counts")
    yield Case("tweedie_inverse", linear.TweedieRegressor(power=3).fit(X, positive), rows="counts")
    yield Case("tweedie_identity", linear.TweedieRegressor(power=0, link="identity").fit(X, counts), rows="counts")
    yield Case("tweedie_log", linear.TweedieRegressor(power=0, link="log").fit(X, counts), rows="counts")


def logistic(data):
    X, iris, Logistic = data.iris.X, data.iris, linear.LogisticRegression

    def case(name, model, y=iris.y):
        return Case(name, model.fit(X, y))

    yield case("logistic", Logistic(), iris.strings)
    yield case("logistic_objects", Logistic(), iris.objects)
    yield case("logistic_floats", Logistic(), iris.floats)
    yield case("logistic_no_intercept", Logistic(fit_intercept=False))
    yield case("logistic_strong", Logistic(C=1e6, max_iter=1000))
    yield case("logistic_binary", Logistic(), iris.boolean)
    yield case("logistic_binary_strings", Logistic(), iris.binary_strings)
    yield case("logistic_signs", Logistic(), iris.signs)
    yield case("logistic_weighted", Logistic(class_weight="balanced"), iris.binary)
    yield case("logistic_liblinear_binary", Logistic(solver="liblinear", penalty="l1") if data.version < (1, 8)
               else Logistic(solver="liblinear", l1_ratio=1), iris.binary)
    yield case("logistic_sag", Logistic(solver="sag", random_state=0), iris.strings)
    yield case("logistic_no_penalty", Logistic(C=numpy.inf))
    if data.version < (1, 8):
        yield case("logistic_liblinear", Logistic(solver="liblinear"))
        yield case("logistic_ovr", Logistic(multi_class="ovr"), iris.strings)
        yield case("logistic_ovr_binary", Logistic(multi_class="ovr"), iris.binary)
        yield case("logistic_multinomial", Logistic(multi_class="multinomial"))
        yield case("logistic_multinomial_binary", Logistic(multi_class="multinomial"), iris.boolean)
        yield case("logistic_elastic_net", Logistic(solver="saga", penalty="elasticnet", l1_ratio=0.5, random_state=0))
    else:
        yield case("logistic_elastic_net", Logistic(solver="saga", l1_ratio=0.5, random_state=0))
    yield Case("logistic_wine", scaled(Logistic()).fit(data.wine.X, data.wine.strings), rows="wine")
    yield Case("logistic_digits", Logistic(max_iter=50).fit(data.digits.X, data.digits.y), rows="digits")
    yield Case("logistic_single", Logistic().fit(X.astype("f4"), iris.strings))
    yield from logistic_cv(data)


def logistic_cv(data):
    X, iris = data.iris.X, data.iris
    settings = {"Cs": 3, "cv": 3, "max_iter": 200}
    if data.version >= (1, 8):
        settings |= {"l1_ratios": (0,), "use_legacy_attributes": False}
    yield Case("logistic_cv", linear.LogisticRegressionCV(**settings).fit(X, iris.strings))
    yield Case("logistic_cv_binary", linear.LogisticRegressionCV(**settings).fit(X, iris.binary))
    if data.version < (1, 8):
        model = linear.LogisticRegressionCV(**settings, multi_class="ovr")
        yield Case("logistic_cv_ovr", model.fit(X, iris.y))


def other_classifiers(data):
    X, iris = data.iris.X, data.iris

    def case(name, model, y=iris.y):
        return Case(name, model.fit(X, y))

    yield case("ridge_classifier", linear.RidgeClassifier(), iris.strings)
    yield case("ridge_classifier_binary", linear.RidgeClassifier(), iris.boolean)
    yield case("ridge_classifier_cv", linear.RidgeClassifierCV([0.1, 1]), iris.strings)
    yield case("ridge_classifier_cv_binary", linear.RidgeClassifierCV([0.1, 1]), iris.binary_strings)
    labels = data.multilabel
    yield Case("ridge_classifier_multilabel", linear.RidgeClassifier().fit(labels.X, labels.y), rows="multilabel")
    yield case("perceptron", linear.Perceptron(random_state=0), iris.strings)
    yield case("perceptron_binary", linear.Perceptron(random_state=0, penalty="l2"), iris.signs)
    if hasattr(linear, "PassiveAggressiveClassifier"):
        yield case("passive_aggressive", linear.PassiveAggressiveClassifier(random_state=0), iris.strings)
        yield case("passive_aggressive_binary", linear.PassiveAggressiveClassifier(random_state=0), iris.boolean)
    yield case("linear_svc", LinearSVC(random_state=0), iris.strings)
    yield case("linear_svc_binary", LinearSVC(loss="hinge", random_state=0), iris.boolean)
    yield case("linear_svc_crammer", LinearSVC(multi_class="crammer_singer", random_state=0), iris.y)
    yield case("linear_svc_no_intercept", LinearSVC(fit_intercept=False, random_state=0), iris.signs)


def stochastic(data):
    X, iris, diabetes = data.iris.X, data.iris, data.diabetes
    # Renamed in 1.1 and 1.3 for those that differ.
    log = "log" if data.version < (1, 1) else "log_loss"
    losses = ["hinge", log, "modified_huber", "squared_hinge", "perceptron", "huber", "epsilon_insensitive"]
    losses += ["squared_error", "squared_epsilon_insensitive"]
    for loss in losses:
        name = "sgd_" + {"log": "log_loss"}.get(loss, loss)
        model = linear.SGDClassifier(loss=loss, random_state=0, alpha=0.01)
        yield Case(name, scaled(model).fit(X, iris.strings), estimator="SGDClassifier")
        model = linear.SGDClassifier(loss=loss, random_state=0, alpha=0.01)
        yield Case(name + "_binary", scaled(model).fit(X, iris.binary), estimator="SGDClassifier")
    yield Case("sgd_unscaled", linear.SGDClassifier(random_state=0).fit(X, iris.y))
    yield Case("sgd_average", linear.SGDClassifier(random_state=0, average=True, penalty="l1").fit(X, iris.objects))
    yield Case("sgd_early", linear.SGDClassifier(early_stopping=True, random_state=0).fit(X, iris.y))
    yield Case("sgd_no_intercept", linear.SGDClassifier(fit_intercept=False, random_state=0).fit(X, iris.boolean))
    yield Case("sgd_log_unscaled", linear.SGDClassifier(loss=log, random_state=0).fit(X, iris.y))
    yield Case("sgd_huber_unscaled", linear.SGDClassifier(loss="modified_huber", random_state=0).fit(X, iris.y))
    for loss in ["squared_error", "huber", "epsilon_insensitive", "squared_epsilon_insensitive"]:
        model = linear.SGDRegressor(loss=loss, random_state=0, epsilon=1)
        yield Case("sgd_regressor_" + loss, model.fit(diabetes.X, diabetes.y), rows="diabetes")
    model = linear.SGDRegressor(average=10, random_state=0)
    yield Case("sgd_regressor_average", model.fit(diabetes.X, diabetes.y), rows="diabetes")
    if hasattr(linear, "PassiveAggressiveRegressor"):
        model = linear.PassiveAggressiveRegressor(random_state=0)
        yield Case("passive_aggressive_regressor", model.fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("sgd_one_class", linear.SGDOneClassSVM(nu=0.2, random_state=0).fit(X))
    model = linear.SGDOneClassSVM(nu=0.1, fit_intercept=False, random_state=0)
    yield Case("sgd_one_class_scaled", scaled(model).fit(X), estimator="SGDOneClassSVM")


def others(data):
    line = data.line
    for name, model in [
        ("isotonic", IsotonicRegression()),
        ("isotonic_clip", IsotonicRegression(out_of_bounds="clip")),
        ("isotonic_auto", IsotonicRegression(increasing="auto", y_min=0.3, y_max=2, out_of_bounds="clip")),
    ]:
        yield Case(name, model.fit(line.X[:, 0], line.y), rows="line")
    falling = IsotonicRegression(increasing=False, out_of_bounds="clip")
    yield Case("isotonic_falling", falling.fit(line.X, -line.y), rows="line")
    constant = IsotonicRegression(out_of_bounds="clip").fit([1, 2, 3], [2.0, 2.0, 2.0])
    yield Case("isotonic_constant", constant, rows="line")
    # With equal places, which become one.
    model = IsotonicRegression(out_of_bounds="nan").fit(numpy.repeat([0, 1, 5, 9], 3), numpy.arange(12) % 7)
    yield Case("isotonic_repeated", model, rows="line")
