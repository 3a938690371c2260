"""Classifiers by Gaussian processes, beyond those of `gaussian_process.py`."""

import types

import numpy
from sklearn.gaussian_process import GaussianProcessClassifier
from sklearn.gaussian_process.kernels import RBF, DotProduct, Matern, PairwiseKernel, WhiteKernel
from sklearn.utils.metaestimators import available_if

from case import Case

# Pairs of classes have no probabilities; here they have no method for it either, so that it is not recorded.
GaussianProcessClassifier.predict_proba = available_if(lambda model: model.multi_class != "one_vs_one")(
    GaussianProcessClassifier.predict_proba
)


def cases(data):
    yield from classifiers(data)


def thinned(training):
    """Every fifth row: the files hold a number for each pair of rows."""
    columns = vars(training).items()
    return types.SimpleNamespace(**{name: value[::5] for name, value in columns if isinstance(value, numpy.ndarray)})


def classifiers(data):
    iris, wine = thinned(data.iris), thinned(data.wine)

    def case(name, kernel, X, y, rows="iris", **settings):
        return Case(name, GaussianProcessClassifier(kernel, optimizer=None, **settings).fit(X, y), rows=rows)

    yield case("gpc", RBF(1.5), iris.X, iris.boolean)
    yield Case("gpc_default", GaussianProcessClassifier().fit(iris.X, iris.binary_strings))
    yield Case("gpc_optimised", GaussianProcessClassifier(1.0 * RBF(1.0), random_state=0).fit(iris.X, iris.strings))
    yield case("gpc_rest", 2.0 * Matern(2, nu=1.5) + 0.1, iris.X, iris.strings)
    yield case("gpc_pairs", 2.0 * RBF([1, 2, 3, 4]), iris.X, iris.strings, multi_class="one_vs_one")
    yield case("gpc_wide", RBF(100.0) + WhiteKernel(0.3), wine.X, wine.y, "wine")
    yield case("gpc_product", DotProduct(0.5) * 0.01, iris.X, iris.signs)
    yield case("gpc_pairwise", PairwiseKernel(metric="rbf", gamma=0.5), iris.X, iris.binary)
