"""Neighbours, centres of classes, and local outlier factors."""

import numpy
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.neighbors import (
    KNeighborsClassifier,
    KNeighborsRegressor,
    LocalOutlierFactor,
    NearestCentroid,
    RadiusNeighborsClassifier,
    RadiusNeighborsRegressor,
)
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from case import Case


def cases(data):
    data.rows["places"] = numpy.radians(data.rows["iris"][:, :2] * 10)
    data.rows["wine_training"] = data.wine.X[::5]
    yield from nearest(data)
    yield from distances(data)
    yield from radii(data)
    yield from others(data)


def nearest(data):
    iris, cancer, wine, digits, diabetes = data.iris, data.cancer, data.wine, data.digits, data.diabetes
    yield Case("knn", KNeighborsClassifier().fit(iris.X, iris.strings))
    yield Case("knn_boolean", KNeighborsClassifier(n_neighbors=4).fit(iris.X, iris.boolean))
    yield Case("knn_one", KNeighborsClassifier(n_neighbors=1).fit(wine.X, wine.strings), rows="wine")
    yield Case("knn_many", KNeighborsClassifier(n_neighbors=60).fit(iris.X, iris.y))
    yield Case("knn_weighted", KNeighborsClassifier(n_neighbors=7, weights="distance").fit(iris.X, iris.y))
    yield Case("knn_ball_tree", KNeighborsClassifier(algorithm="ball_tree", leaf_size=5).fit(wine.X, wine.y), rows="wine")
    yield Case("knn_kd_tree", KNeighborsClassifier(algorithm="kd_tree", leaf_size=3).fit(wine.X, wine.y), rows="wine")
    yield Case("knn_brute", KNeighborsClassifier(algorithm="brute").fit(wine.X, wine.y), rows="wine")
    yield Case("knn_digits", KNeighborsClassifier(n_neighbors=3).fit(digits.X, digits.y), rows="digits")
    yield Case("knn_ties", KNeighborsClassifier(n_neighbors=6, leaf_size=4).fit(data.words.X, data.words.y), rows="words")
    yield Case(
        "knn_ties_ball",
        KNeighborsClassifier(n_neighbors=6, leaf_size=4, algorithm="ball_tree").fit(data.words.X, data.words.y),
        rows="words",
    )
    yield Case("knn_multilabel", KNeighborsClassifier().fit(data.multilabel.X, data.multilabel.y), rows="multilabel")
    two = numpy.column_stack([iris.y, iris.boolean.astype(int)])
    yield Case("knn_two", KNeighborsClassifier(weights="distance").fit(iris.X, two))
    yield Case("knn_two_strings", KNeighborsClassifier().fit(iris.X, numpy.column_stack([iris.strings, iris.binary_strings])))
    yield Case("knn_scaled", make_pipeline(StandardScaler(), KNeighborsClassifier()).fit(wine.X, wine.y), rows="wine")
    yield Case("regressor", KNeighborsRegressor().fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("regressor_two", KNeighborsRegressor(n_neighbors=8, weights="distance").fit(diabetes.X, diabetes.two), rows="diabetes")
    yield Case("regressor_line", KNeighborsRegressor(n_neighbors=2).fit(data.line.X, data.line.y), rows="line")
    yield Case("regressor_weighted", KNeighborsRegressor(weights="distance").fit(iris.X, iris.width))
    sparse = scipy.sparse.csr_matrix(digits.X)
    yield Case("knn_sparse", KNeighborsClassifier(metric="manhattan").fit(sparse, digits.y), rows="digits")
    texts = make_pipeline(TfidfVectorizer(), KNeighborsClassifier(metric="cosine"))
    yield Case("knn_texts", texts.fit(data.documents.X, data.documents.y), rows="documents_known")


def distances(data):
    iris, wine = data.iris, data.wine

    # Digits enough that no two rows are at one distance: which of them brute force finds is left to its rounding.
    spread = iris.X + numpy.random.RandomState(16).normal(0, 0.01, iris.X.shape)

    def case(name, X=None, rows="iris", n_neighbors=6, **settings):
        if X is None:
            X = spread if settings.get("algorithm") == "brute" else iris.X
        y = iris.width
        return Case(name, KNeighborsRegressor(n_neighbors, weights="distance", **settings).fit(X, y), rows=rows)

    for p in [1, 1.5, 3, numpy.inf]:
        for algorithm in ["kd_tree", "ball_tree", "brute"]:
            yield case(f"minkowski_{p}_{algorithm}", p=p, algorithm=algorithm)
    for metric in ["manhattan", "chebyshev", "canberra", "braycurtis", "cosine", "l1", "cityblock"]:
        yield case(f"metric_{metric}", metric=metric, algorithm="brute")
    yield case("hamming", metric="hamming", algorithm="ball_tree")
    for metric in ["canberra", "braycurtis"]:
        yield case(f"metric_{metric}_ball", X=iris.X - 3, metric=metric, algorithm="ball_tree")
        yield case(f"metric_{metric}_signed", X=spread - 3, metric=metric, algorithm="brute")
    places = numpy.radians(iris.X[:, :2] * 10)
    yield case("haversine", X=places, rows="places", metric="haversine")
    yield case("haversine_brute", X=numpy.radians(spread[:, :2] * 10), rows="places", metric="haversine", algorithm="brute")
    variances = {"V": iris.X.var(axis=0)}
    yield case("seuclidean", metric="seuclidean", metric_params=variances, algorithm="ball_tree")
    yield case("seuclidean_brute", metric="seuclidean", metric_params=variances, algorithm="brute")
    inverse = {"VI": numpy.linalg.inv(numpy.cov(iris.X.T))}
    yield case("mahalanobis", metric="mahalanobis", metric_params=inverse, algorithm="ball_tree")
    yield case("mahalanobis_brute", metric="mahalanobis", metric_params=inverse, algorithm="brute")
    if data.version >= (1, 3):
        weights = {"w": numpy.array([1, 2, 0.5, 3])}
        yield case("minkowski_weights", metric_params=weights, algorithm="ball_tree", p=3)
        yield case("minkowski_weights_brute", metric_params=weights, algorithm="brute")
    if data.version >= (1, 6):
        # Features with many digits: of rows at one distance, brute force finds those that its rounding prefers.
        holes = data.holes(data.diabetes.X, 14)
        data.rows["diabetes_missing"] = data.holes(data.rows["diabetes"][10:], 15, 0.3)
        for weights in ["uniform", "distance"]:
            model = KNeighborsRegressor(metric="nan_euclidean", weights=weights).fit(holes, data.diabetes.y)
            yield Case(f"missing_{weights}", model, rows="diabetes_missing")
        model = KNeighborsClassifier(metric="nan_euclidean").fit(holes, data.diabetes.y > 120)
        yield Case("missing_classes", model, rows="diabetes_missing")


def radii(data):
    iris, wine, diabetes = data.iris, data.wine, data.diabetes
    for algorithm in ["kd_tree", "ball_tree", "brute"]:
        yield Case(
            f"radius_{algorithm}",
            RadiusNeighborsClassifier(1.5, algorithm=algorithm, leaf_size=7, outlier_label="virginica").fit(iris.X, iris.strings),
        )
        yield Case(
            f"radius_weighted_{algorithm}",
            RadiusNeighborsClassifier(
                1.3, algorithm=algorithm, weights="distance", outlier_label="most_frequent", p=1
            ).fit(iris.X, iris.binary),
        )
        yield Case(f"radius_regressor_{algorithm}", RadiusNeighborsRegressor(1.6, algorithm=algorithm).fit(iris.X, iris.width))
    yield Case("radius", RadiusNeighborsClassifier(50).fit(wine.X, wine.y), rows="wine_training")
    yield Case("radius_most_frequent", RadiusNeighborsClassifier(
        0.7, outlier_label="most_frequent", algorithm="brute").fit(iris.X, iris.y[::-1]))
    yield Case("radius_places", RadiusNeighborsClassifier(0.9, outlier_label=2, algorithm="brute", p=1).fit(iris.X, iris.y + 1))
    yield Case("radius_two", RadiusNeighborsClassifier(1.4, outlier_label=[1, 0]).fit(
        iris.X, numpy.column_stack([iris.y, iris.boolean.astype(int)])))
    yield Case(
        "radius_regressor_two",
        RadiusNeighborsRegressor(0.1, weights="distance").fit(diabetes.X, diabetes.two),
        rows="diabetes",
    )


def others(data):
    iris, cancer, wine = data.iris, data.cancer, data.wine
    yield Case("centroid", NearestCentroid().fit(iris.X, iris.strings))
    yield Case("centroid_binary", NearestCentroid().fit(cancer.X, cancer.y), rows="cancer")
    yield Case("centroid_shrunk", NearestCentroid(shrink_threshold=0.3).fit(wine.X, wine.y), rows="wine")
    yield Case("centroid_manhattan", NearestCentroid(metric="manhattan").fit(wine.X, wine.strings), rows="wine")
    if data.version >= (1, 6):
        yield Case("centroid_empirical", NearestCentroid(priors="empirical").fit(cancer.X, cancer.strings), rows="cancer")
        yield Case("centroid_priors", NearestCentroid(priors=[0.2, 0.3, 0.5]).fit(iris.X, iris.y))
    yield Case("lof", LocalOutlierFactor(novelty=True).fit(iris.X))
    yield Case("lof_contaminated", LocalOutlierFactor(12, novelty=True, contamination=0.2).fit(cancer.X), rows="cancer")
    yield Case("lof_brute", LocalOutlierFactor(novelty=True, algorithm="brute", metric="manhattan").fit(wine.X), rows="wine")
