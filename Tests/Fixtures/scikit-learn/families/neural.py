"""Neural networks."""

from sklearn.neural_network import BernoulliRBM, MLPClassifier, MLPRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from case import Case


def cases(data):
    iris, labels, diabetes = data.iris, data.multilabel, data.diabetes
    few = {"max_iter": 60, "random_state": 0, "learning_rate_init": 0.02}
    for activation in ["relu", "tanh", "logistic", "identity"]:
        model = MLPClassifier((6,), activation=activation, **few)
        yield Case("classifier_" + activation, model.fit(iris.X, iris.strings))
        model = MLPRegressor(hidden_layer_sizes=(5,), activation=activation, **few)
        yield Case("regressor_" + activation, model.fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("classifier_deep", MLPClassifier((5, 4, 3), activation="tanh", **few).fit(iris.X, iris.objects))
    yield Case("classifier_lbfgs", MLPClassifier((4,), solver="lbfgs", **few).fit(iris.X, iris.floats))
    yield Case("classifier_binary", MLPClassifier((4,), **few).fit(iris.X, iris.boolean))
    yield Case("classifier_binary_strings", MLPClassifier((4,), solver="lbfgs", **few).fit(iris.X, iris.binary_strings))
    yield Case("classifier_signs", MLPClassifier((4,), activation="tanh", **few).fit(iris.X, iris.signs))
    yield Case("classifier_early", MLPClassifier((4,), early_stopping=True, **few).fit(iris.X, iris.y))
    model = MLPClassifier((4,), solver="lbfgs", **few)
    yield Case("classifier_multilabel", model.fit(labels.X, labels.y), rows="multilabel", whole=True)
    model = make_pipeline(StandardScaler(), MLPClassifier((8, 4), solver="lbfgs", **few))
    yield Case("classifier_wine", model.fit(data.wine.X, data.wine.strings), rows="wine", estimator="MLPClassifier")
    yield Case("classifier_single", MLPClassifier((4,), **few).fit(iris.X.astype("f4"), iris.strings))
    yield Case("regressor_two", MLPRegressor(hidden_layer_sizes=(5, 3), solver="lbfgs", **few).fit(diabetes.X, diabetes.two), rows="diabetes")
    model = MLPRegressor(hidden_layer_sizes=(4,), solver="lbfgs", **few)
    yield Case("regressor_lbfgs", model.fit(diabetes.X, diabetes.y / 100), rows="diabetes")
    if data.version >= (1, 7):
        model = MLPRegressor(hidden_layer_sizes=(4,), loss="poisson", **few)
        yield Case("regressor_poisson", model.fit(data.counts.X, data.counts.y), rows="counts")
    model = BernoulliRBM(4, n_iter=5, random_state=0)
    yield Case("restricted_boltzmann", model.fit(iris.X / 8))
