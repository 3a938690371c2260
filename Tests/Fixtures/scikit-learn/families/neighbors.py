"""Neighbours: by number, by radius, and by the distance to centroids."""

import numpy
from sklearn.neighbors import (
    KNeighborsClassifier,
    KNeighborsRegressor,
    LocalOutlierFactor,
    NearestCentroid,
    NeighborhoodComponentsAnalysis,
    RadiusNeighborsClassifier,
    RadiusNeighborsRegressor,
)
from sklearn.semi_supervised import LabelPropagation, LabelSpreading

from case import Case


def cases(data):
    yield from classifiers(data)
    yield from regressors(data)
    yield from radius(data)
    yield from others(data)


def untied(data):
    """Flowers moved a little, so that no two distances are equal: which of equal ones counts is not specified."""
    return data.iris.X[::3] + numpy.random.RandomState(0).normal(0, 0.01, (50, 4)).round(4)


def classifiers(data):
    X, iris = untied(data), data.iris
    strings, numbers = iris.strings[::3], iris.y[::3]
    for algorithm in ["brute", "kd_tree", "ball_tree", "auto"]:
        yield Case("classifier_" + algorithm, KNeighborsClassifier(algorithm=algorithm).fit(X, strings))
    for metric in ["manhattan", "chebyshev", "cosine", "canberra", "braycurtis", "sqeuclidean", "cityblock", "l2"]:
        yield Case("classifier_" + metric, KNeighborsClassifier(metric=metric).fit(X, numbers))
    yield Case("classifier_minkowski", KNeighborsClassifier(p=3).fit(X, numbers))
    yield Case("classifier_minkowski_brute", KNeighborsClassifier(p=1.5, algorithm="brute").fit(X, numbers))
    weighted = KNeighborsClassifier(4, metric="minkowski", p=2, metric_params={"w": [1, 2, 0.5, 3]}, algorithm="brute")
    yield Case("classifier_feature_weights", weighted.fit(X, numbers))
    yield Case("classifier_seuclidean", KNeighborsClassifier(metric="seuclidean", metric_params={"V": X.var(axis=0)}, algorithm="brute").fit(X, numbers))
    yield Case("classifier_distance", KNeighborsClassifier(7, weights="distance").fit(X, strings))
    yield Case("classifier_one", KNeighborsClassifier(1).fit(X, iris.boolean[::3]))
    yield Case("classifier_leaf", KNeighborsClassifier(3, leaf_size=5, algorithm="kd_tree").fit(X, iris.objects[::3]))
    # Rows of the training set itself, at distance zero.
    yield Case("classifier_distance_zero", KNeighborsClassifier(4, weights="distance").fit(iris.X[::10], iris.y[::10]))
    two = numpy.column_stack([numbers, iris.binary_strings[::3]])
    yield Case("classifier_two", KNeighborsClassifier().fit(X, two))
    yield Case("classifier_two_distance", KNeighborsClassifier(weights="distance").fit(X, two[:, ::-1]))
    yield Case("classifier_digits", KNeighborsClassifier(3).fit(data.digits.X, data.digits.y), rows="digits")


def regressors(data):
    X, y, two = data.diabetes.X[:60], data.diabetes.y[:60], data.diabetes.two[:60]
    yield Case("regressor", KNeighborsRegressor().fit(X, y), rows="diabetes")
    yield Case("regressor_brute", KNeighborsRegressor(3, algorithm="brute").fit(X, y), rows="diabetes")
    yield Case("regressor_distance", KNeighborsRegressor(weights="distance").fit(X, y), rows="diabetes")
    yield Case("regressor_two", KNeighborsRegressor(4).fit(X, two), rows="diabetes")
    yield Case("regressor_two_distance", KNeighborsRegressor(4, weights="distance", p=1).fit(X, two), rows="diabetes")
    yield Case("regressor_ball_tree", KNeighborsRegressor(algorithm="ball_tree", leaf_size=4).fit(X, y), rows="diabetes")
    # Integers as targets stay a mean of doubles.
    yield Case("regressor_integers", KNeighborsRegressor(4).fit(untied(data), data.iris.y[::3]))


def radius(data):
    X, iris = untied(data), data.iris
    settings = {"radius": 1.2, "outlier_label": "most_frequent"}
    yield Case("radius_classifier", RadiusNeighborsClassifier(**settings).fit(X, iris.y[::3]))
    yield Case("radius_classifier_label", RadiusNeighborsClassifier(1.0, outlier_label="none").fit(X, iris.objects[::3]))
    yield Case("radius_classifier_number", RadiusNeighborsClassifier(1.0, outlier_label=-1).fit(X, iris.y[::3]))
    yield Case("radius_classifier_distance", RadiusNeighborsClassifier(weights="distance", **settings).fit(X, iris.strings[::3]))
    yield Case("radius_classifier_wide", RadiusNeighborsClassifier(50, algorithm="brute").fit(X, iris.strings[::3]))
    yield Case("radius_regressor", RadiusNeighborsRegressor(2).fit(X, iris.width[::3]))
    yield Case("radius_regressor_distance", RadiusNeighborsRegressor(6, weights="distance").fit(X, iris.width[::3]))
    yield Case("radius_regressor_two", RadiusNeighborsRegressor(6).fit(X, X[:, :2]))


def others(data):
    X, iris = untied(data), data.iris
    yield Case("centroid", NearestCentroid().fit(X, iris.strings[::3]))
    yield Case("centroid_manhattan", NearestCentroid(metric="manhattan").fit(X, iris.y[::3]))
    yield Case("centroid_shrunk", NearestCentroid(shrink_threshold=0.3).fit(X, iris.y[::3]))
    if data.version >= (1, 6):
        yield Case("centroid_priors", NearestCentroid(priors=[0.6, 0.3, 0.1]).fit(X, iris.y[::3]))
    yield Case("outliers", LocalOutlierFactor(10, novelty=True).fit(X))
    yield Case("outliers_contamination", LocalOutlierFactor(5, novelty=True, contamination=0.1, metric="manhattan").fit(X))
    for name, model in {
        "propagation": LabelPropagation(gamma=5, max_iter=200),
        "propagation_neighbours": LabelPropagation("knn", n_neighbors=5, max_iter=200),
        "spreading": LabelSpreading(gamma=2, alpha=0.3),
        "spreading_neighbours": LabelSpreading("knn", n_neighbors=4),
    }.items():
        known = numpy.where(numpy.arange(50) % 3 == 0, iris.y[::3], -1)
        yield Case(name, model.fit(X, known))
    yield Case("components", NeighborhoodComponentsAnalysis(2, random_state=0, max_iter=20).fit(X, iris.y[::3]))
