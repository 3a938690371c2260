"""Rarer settings of linear models, naive Bayes, discriminants, networks and covariances."""

import numpy
from sklearn.covariance import EllipticEnvelope
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.linear_model import *
from sklearn.naive_bayes import BernoulliNB, CategoricalNB, ComplementNB, GaussianNB, MultinomialNB
from sklearn.neural_network import BernoulliRBM, MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from case import Case


def cases(data):
    yield from linear(data)
    yield from bayes(data)
    yield from discriminants(data)
    yield from networks(data)
    yield Case("envelope_cancer", EllipticEnvelope(random_state=0).fit(data.cancer.X), rows="cancer")


def linear(data):
    iris, diabetes = data.iris, data.diabetes
    labels = {
        "integers": iris.y,
        "objects": iris.objects,
        "floats": iris.y - 1.0,
        "binary": iris.binary,
        "boolean": iris.boolean,
        "signs": iris.signs,
        "binary_strings": iris.binary_strings,
    }
    for name, y in labels.items():
        yield Case(f"ridge_classifier_{name}", RidgeClassifier().fit(iris.X, y))
        yield Case(f"linear_svc_{name}", LinearSVC(random_state=0, max_iter=20000).fit(iris.X, y))
    # Coefficients as scipy's sparse matrix.
    yield Case("sgd_sparse", SGDClassifier(penalty="l1", alpha=0.01, random_state=0).fit(iris.X, iris.y).sparsify())
    yield Case("logistic_sparse", LogisticRegression(C=0.1).fit(iris.X, iris.boolean).sparsify())
    yield Case("linear_svc_sparse", LinearSVC(random_state=0).fit(iris.X, iris.strings).sparsify())
    # Nearly all rows have no probability at all, which makes them uniform.
    far = SGDClassifier(loss="modified_huber", random_state=0, alpha=1e-6).fit(iris.X * 100, iris.y)
    yield Case("sgd_modified_huber_far", far)
    yield Case("ridge_classifier_through_zero", RidgeClassifier(fit_intercept=False).fit(iris.X, iris.y))
    labels = data.multilabel
    through_zero = RidgeClassifier(fit_intercept=False).fit(labels.X, labels.y)
    yield Case("ridge_classifier_multilabel_through_zero", through_zero, rows="multilabel")
    yield Case("ridge_classifier_cv_multilabel", RidgeClassifierCV().fit(labels.X, labels.y), rows="multilabel")
    yield Case("logistic_cancer", LogisticRegression(max_iter=9).fit(data.cancer.X, data.cancer.strings), rows="cancer")
    yield Case("ridge_through_zero_two", Ridge(fit_intercept=False).fit(diabetes.X, diabetes.two), rows="diabetes")
    inner = make_pipeline(StandardScaler(), Ridge())
    name = "base_estimator" if data.version < (1, 1) else "estimator"
    ransac = RANSACRegressor(**{name: inner}, min_samples=20, random_state=0)
    yield Case("ransac_pipeline", ransac.fit(diabetes.X, diabetes.y), rows="diabetes")
    counts = data.counts
    numpy_power = TweedieRegressor(power=numpy.float64(0)).fit(counts.X, counts.y)
    yield Case("tweedie_numpy_power", numpy_power, rows="counts")
    yield Case("sgd_one_class_average", SGDOneClassSVM(nu=0.2, average=True, random_state=0).fit(iris.X))


def bayes(data):
    iris, words, digits = data.iris, data.words, data.digits
    yield Case("gaussian_partial", GaussianNB().partial_fit(iris.X[::2], iris.y[::2], classes=[0, 1, 2]))
    yield Case("gaussian_single_class", GaussianNB().fit(iris.X[:50], iris.strings[:50]))
    yield Case("gaussian_floats", GaussianNB().fit(iris.X, iris.y - 1.0))
    for kind in [MultinomialNB, ComplementNB, BernoulliNB]:
        name = kind.__name__[:-2].lower()
        yield Case(f"{name}_digits", kind().fit(digits.X, digits.y), rows="digits")
        yield Case(f"{name}_partial", kind().partial_fit(words.X[:30], words.y[:30], classes=[0, 1, 2, 7]), rows="words")
    if data.version < (1, 2):
        yield Case("bernoulli_negative", BernoulliNB(binarize=-0.5).fit(words.X, words.y), rows="words")
    yield Case("bernoulli_numpy_threshold", BernoulliNB(binarize=numpy.float64(2)).fit(words.X, words.y), rows="words")
    several = CategoricalNB(min_categories=[10, 11, 12, 13, 14], alpha=0.5, fit_prior=False)
    yield Case("categorical_several", several.fit(words.X, numpy.array(["none", "some", "many"])[words.y]), rows="words")


def discriminants(data):
    iris, wine, cancer = data.iris, data.wine, data.cancer
    for solver in ["svd", "eigen"]:
        first = make_pipeline(LinearDiscriminantAnalysis(solver=solver, n_components=1), LogisticRegression())
        yield Case(f"discriminant_{solver}_one", first.fit(wine.X, wine.y), rows="wine")
        whole = make_pipeline(LinearDiscriminantAnalysis(solver=solver), LogisticRegression())
        yield Case(f"discriminant_{solver}", whole.fit(wine.X, wine.strings), rows="wine")
    quadratic = QuadraticDiscriminantAnalysis(reg_param=0.01, store_covariance=True)
    yield Case("quadratic_cancer", quadratic.fit(cancer.X, cancer.strings), rows="cancer")
    yield Case("quadratic_floats", QuadraticDiscriminantAnalysis().fit(iris.X, iris.y - 1.0))


def networks(data):
    iris, diabetes, digits = data.iris, data.diabetes, data.digits
    few = {"random_state": 0, "max_iter": 60}
    partial = MLPClassifier((7, 5), **few).partial_fit(iris.X[:80], iris.y[:80], classes=[0, 1, 2])
    yield Case("network_partial", partial)
    yield Case("network_direct", MLPClassifier((), **few).fit(iris.X, iris.y))
    yield Case("network_direct_regressor", MLPRegressor(hidden_layer_sizes=(), solver="lbfgs", **few).fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("network_digits", MLPClassifier(30, **few).fit(digits.X, digits.y), rows="digits")
    machine = make_pipeline(BernoulliRBM(5, n_iter=4, random_state=0), LogisticRegression())
    yield Case("boltzmann", machine.fit(digits.X / 16, digits.y), rows="digits")
