"""Gaussian processes with each kernel, and kernel ridge regression."""

import numpy
from sklearn.gaussian_process import GaussianProcessClassifier, GaussianProcessRegressor, kernels
from sklearn.kernel_ridge import KernelRidge

from case import Case


def cases(data):
    yield from regressors(data)
    yield from classifiers(data)
    yield from ridges(data)


def shapes():
    """Kernels by name."""
    scales = [1.0, 2.0, 0.7, 1.5]
    yield "rbf", kernels.RBF(1.5)
    yield "rbf_scales", kernels.RBF(scales)
    yield "constant", kernels.ConstantKernel(2.0) * kernels.RBF(2.0)
    yield "white", kernels.RBF(1.2) + kernels.WhiteKernel(0.3)
    for nu in [0.5, 1.5, 2.5, numpy.inf, 0.9]:
        yield f"matern_{nu}".replace(".", "_"), kernels.Matern(1.3, nu=nu)
    yield "matern_scales", kernels.Matern(scales, nu=1.5)
    yield "rational", kernels.RationalQuadratic(1.4, alpha=0.6)
    yield "periodic", kernels.ExpSineSquared(3, periodicity=12) + kernels.WhiteKernel(3)
    yield "dot_product", kernels.DotProduct(0.8) + kernels.WhiteKernel(0.1)
    yield "dot_product_squared", kernels.DotProduct(0.8) ** 2 + kernels.WhiteKernel(0.1)
    yield "sum", kernels.ConstantKernel(0.5) + kernels.RBF(1.0) * kernels.Matern(2.0) + kernels.RationalQuadratic()
    for metric in ["rbf", "laplacian", "polynomial", "linear", "sigmoid", "cosine"]:
        noise = 20 if metric == "sigmoid" else 0.1
        settings = {} if metric in ["linear", "cosine"] else {"gamma": 0.3}
        yield "pairwise_" + metric, kernels.PairwiseKernel(metric=metric, **settings) + kernels.WhiteKernel(noise)


def regressors(data):
    X, y = data.iris.X[::9], data.iris.width[::9]

    def regressor(kernel, **settings):
        return GaussianProcessRegressor(kernel, optimizer=None, **({"alpha": 1e-2} | settings))

    for name, kernel in shapes():
        yield Case("regressor_" + name, regressor(kernel).fit(X, y))
    yield Case("regressor_default", GaussianProcessRegressor(alpha=0.1).fit(X, y))
    yield Case("regressor_normalised", regressor(kernels.RBF(1.5), normalize_y=True).fit(X, y))
    two = numpy.column_stack([y, X[:, 0]])
    yield Case("regressor_two", regressor(kernels.RBF(1.5)).fit(X, two))
    yield Case("regressor_two_normalised", regressor(kernels.Matern(), normalize_y=True).fit(X, two))
    model = GaussianProcessRegressor(kernels.ConstantKernel() * kernels.RBF() + kernels.WhiteKernel(0.1), random_state=0)
    yield Case("regressor_optimised", model.fit(X, y), whole=True)


def classifiers(data):
    X, iris = data.iris.X[::9], data.iris

    def classifier(kernel=None, **settings):
        return GaussianProcessClassifier(kernel, optimizer=None, **settings)

    yield Case("classifier", classifier(2.0 * kernels.RBF(1.5)).fit(X, iris.strings[::9]))
    yield Case("classifier_default", classifier().fit(X, iris.y[::9]), whole=True)
    yield Case("classifier_binary", classifier(3.0 * kernels.Matern(1.2)).fit(X, iris.boolean[::9]))
    yield Case("classifier_binary_strings", classifier(kernels.DotProduct()).fit(X, iris.binary_strings[::9]))
    pairs = classifier(kernels.RBF(), multi_class="one_vs_one").fit(X, iris.y[::9])
    yield Case("classifier_pairs", pairs, without=["predict_proba"])
    yield Case("classifier_optimised", GaussianProcessClassifier(random_state=0).fit(X, iris.boolean[::9]))


def ridges(data):
    X, y = data.iris.X[::4], data.iris.width[::4]
    for kernel in ["linear", "rbf", "laplacian", "polynomial", "sigmoid", "cosine", "chi2", "additive_chi2"]:
        model = KernelRidge(kernel=kernel, alpha=0.5, gamma=0.4 if kernel == "chi2" else None)
        yield Case("kernel_ridge_" + kernel, model.fit(X, y), rows="iris_positive")
    yield Case("kernel_ridge_gamma", KernelRidge(kernel="rbf", gamma=0.2).fit(X, y))
    yield Case("kernel_ridge_degree", KernelRidge(kernel="poly", gamma=0.1, degree=2, coef0=2).fit(X, y))
    yield Case("kernel_ridge_two", KernelRidge(kernel="rbf", alpha=numpy.array([0.1, 1])).fit(X, X[:, :2]))
