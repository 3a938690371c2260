"""Linear and quadratic discriminant analysis."""

from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis

from case import Case


def cases(data):
    iris, wine, Linear, Quadratic = data.iris, data.wine, LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
    yield Case("linear", Linear().fit(iris.X, iris.strings))
    yield Case("linear_binary", Linear().fit(iris.X, iris.boolean))
    yield Case("linear_priors", Linear(priors=[0.6, 0.3, 0.1]).fit(iris.X, iris.y))
    yield Case("linear_components", Linear(n_components=1).fit(iris.X, iris.y))
    yield Case("linear_least_squares", Linear(solver="lsqr", shrinkage="auto").fit(iris.X, iris.strings), without=["transform"])
    yield Case("linear_least_squares_binary", Linear(solver="lsqr").fit(iris.X, iris.binary), without=["transform"])
    yield Case("linear_eigen", Linear(solver="eigen", shrinkage=0.2).fit(iris.X, iris.objects))
    yield Case("linear_eigen_binary", Linear(solver="eigen").fit(iris.X, iris.signs))
    yield Case("linear_wine", Linear().fit(wine.X, wine.strings), rows="wine")
    yield Case("quadratic", Quadratic().fit(iris.X, iris.strings))
    yield Case("quadratic_binary", Quadratic().fit(iris.X, iris.boolean))
    yield Case("quadratic_priors", Quadratic(priors=[0.6, 0.3, 0.1]).fit(iris.X, iris.y))
    yield Case("quadratic_regularised", Quadratic(reg_param=0.3).fit(wine.X, wine.y), rows="wine")
    if data.version >= (1, 8):
        yield Case("quadratic_eigen", Quadratic(solver="eigen", shrinkage="auto").fit(iris.X, iris.y))
