"""Support vector machines with kernels; the linear ones are with the linear models."""

import numpy
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, SVR, NuSVC, NuSVR, OneClassSVM

from case import Case

KERNELS = {
    "linear": {"kernel": "linear"},
    "rbf": {"kernel": "rbf"},
    "rbf_gamma": {"kernel": "rbf", "gamma": 0.3},
    "rbf_auto": {"kernel": "rbf", "gamma": "auto"},
    "poly": {"kernel": "poly"},
    "poly_shifted": {"kernel": "poly", "degree": 2, "coef0": 1.5},
    "sigmoid": {"kernel": "sigmoid", "gamma": 0.05, "coef0": -0.5},
}


def cases(data):
    yield from classifiers(data)
    yield from probabilities(data)
    yield from regressors(data)
    yield from one_class(data)


def classifiers(data):
    X, iris = data.iris.X[::3], data.iris
    for name, kernel in KERNELS.items():
        yield Case("svc_" + name, SVC(**kernel).fit(X, iris.strings[::3]))
        yield Case("svc_" + name + "_binary", SVC(**kernel).fit(X, iris.binary[::3]))
    for name in ["linear", "rbf", "poly"]:
        yield Case("nu_svc_" + name, NuSVC(nu=0.3, **KERNELS[name]).fit(X, iris.y[::3]))
    yield Case("nu_svc_binary", NuSVC(nu=0.2).fit(X, iris.boolean[::3]))
    yield Case("svc_pairs", SVC(decision_function_shape="ovo").fit(X, iris.y[::3]))
    yield Case("svc_break_ties", SVC(break_ties=True, decision_function_shape="ovr").fit(X, iris.y[::3]))
    yield Case("svc_weighted", SVC(class_weight={0: 1, 1: 5, 2: 0.5}).fit(X, iris.y[::3]))
    yield Case("svc_strong", SVC(C=1000).fit(X, iris.floats[::3]))
    digits = data.digits
    yield Case("svc_digits", SVC(gamma=0.001).fit(digits.X[:50], digits.y[:50]), rows="digits")
    # The classes in another order than their first rows.
    order = numpy.random.RandomState(0).permutation(50)
    yield Case("svc_shuffled", SVC(kernel="poly").fit(X[order], iris.strings[::3][order]))
    model = make_pipeline(StandardScaler(), SVC())
    yield Case("svc_wine", model.fit(data.wine.X[::2], data.wine.strings[::2]), rows="wine", estimator="SVC")


def probabilities(data):
    X, iris = data.iris.X[::3], data.iris
    for name in ["linear", "rbf", "poly"]:
        model = SVC(probability=True, random_state=0, **KERNELS[name])
        yield Case("svc_probability_" + name, model.fit(X, iris.strings[::3]))
    yield Case("svc_probability_binary", SVC(probability=True, random_state=0).fit(X, iris.binary[::3]))
    yield Case("svc_probability_boolean", SVC(probability=True, random_state=0).fit(X, iris.boolean[::3]))
    yield Case("nu_svc_probability", NuSVC(nu=0.3, probability=True, random_state=0).fit(X, iris.y[::3]))
    model = SVC(probability=True, random_state=0, gamma=0.001)
    yield Case("svc_probability_digits", model.fit(data.digits.X[:50], data.digits.y[:50]), rows="digits")


def regressors(data):
    X, y = data.diabetes.X[:60], data.diabetes.y[:60] / 50
    for name in ["linear", "rbf", "poly_shifted", "sigmoid"]:
        yield Case("svr_" + name, SVR(**KERNELS[name]).fit(X, y), rows="diabetes")
    yield Case("svr_strong", SVR(C=100, epsilon=0.01).fit(X, y), rows="diabetes")
    yield Case("nu_svr", NuSVR(nu=0.4, C=5).fit(X, y), rows="diabetes")
    yield Case("nu_svr_linear", NuSVR(kernel="linear").fit(X, y), rows="diabetes")


def one_class(data):
    X = data.iris.X[::3]
    yield Case("one_class", OneClassSVM(nu=0.2).fit(X))
    yield Case("one_class_linear", OneClassSVM(nu=0.3, kernel="linear").fit(X))
    yield Case("one_class_poly", OneClassSVM(nu=0.1, kernel="poly", degree=2, coef0=1).fit(X))
