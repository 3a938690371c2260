"""Other estimators that compare rows by a kernel, and labels that spread."""

import numpy
from sklearn.kernel_approximation import Nystroem, RBFSampler
from sklearn.kernel_ridge import KernelRidge
from sklearn.pipeline import make_pipeline
from sklearn.semi_supervised import LabelPropagation, LabelSpreading

from case import Case


def cases(data):
    iris, diabetes = data.iris, data.diabetes
    for kernel in ["linear", "rbf", "poly", "polynomial", "laplacian", "cosine", "sigmoid"]:
        settings = {"gamma": 0.01, "coef0": 0.1} if kernel == "sigmoid" else {}
        yield Case(f"ridge_{kernel}", KernelRidge(kernel=kernel, **settings).fit(iris.X, iris.width))
    yield Case("ridge_settings", KernelRidge(kernel="poly", degree=2, coef0=0.5, gamma=0.3).fit(iris.X, iris.width))
    yield Case("ridge_two", KernelRidge(kernel="rbf", gamma=10, alpha=0.1).fit(diabetes.X, diabetes.two), rows="diabetes")
    yield Case("nystroem", Nystroem(n_components=8, random_state=0).fit(iris.X))
    yield Case("nystroem_poly", Nystroem(kernel="poly", degree=2, coef0=1, n_components=5, random_state=0).fit(iris.X))
    yield Case("nystroem_step", make_pipeline(Nystroem(gamma=0.2, n_components=20, random_state=0), KernelRidge()).fit(iris.X, iris.width))
    yield Case("sampler", RBFSampler(gamma=0.3, n_components=12, random_state=0).fit(iris.X))
    yield Case("sampler_step", make_pipeline(RBFSampler(n_components=15, random_state=0), KernelRidge()).fit(iris.X, iris.width))
    some = iris.y.copy()
    some[numpy.arange(len(some)) % 3 > 0] = -1
    yield Case("propagation", LabelPropagation(gamma=2).fit(iris.X, some))
    yield Case("propagation_knn", LabelPropagation(kernel="knn", n_neighbors=5).fit(iris.X, some))
    yield Case("spreading", LabelSpreading(gamma=1.5, alpha=0.3).fit(iris.X, some))
    yield Case("spreading_knn", LabelSpreading(kernel="knn", n_neighbors=9).fit(iris.X, some))
