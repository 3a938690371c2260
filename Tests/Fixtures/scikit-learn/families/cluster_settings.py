"""Clusters and mixtures."""

import numpy
from sklearn.cluster import AffinityPropagation, Birch, KMeans, MeanShift, MiniBatchKMeans
from sklearn.linear_model import LogisticRegression
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from case import Case


def cases(data):
    yield from centres(data)
    yield from mixtures(data)


def centres(data):
    iris, wine, digits = data.iris, data.wine, data.digits
    yield Case("kmeans", KMeans(3, n_init=3, random_state=0).fit(iris.X))
    yield Case("kmeans_digits", KMeans(10, n_init=2, random_state=0).fit(digits.X), rows="digits")
    yield Case("kmeans_one", KMeans(1, n_init=1, random_state=0).fit(wine.X), rows="wine")
    yield Case("kmeans_scaled", make_pipeline(StandardScaler(), KMeans(4, n_init=2, random_state=1)).fit(wine.X), rows="wine")
    steps = make_pipeline(KMeans(5, n_init=2, random_state=0), StandardScaler(), LogisticRegression())
    yield Case("kmeans_step", steps.fit(iris.X, iris.strings))
    yield Case("mini_batch", MiniBatchKMeans(4, n_init=3, random_state=0, batch_size=32).fit(iris.X))
    yield Case("mean_shift", MeanShift(bandwidth=0.9).fit(iris.X))
    yield Case("affinity", AffinityPropagation(random_state=0, preference=-50).fit(iris.X))
    yield Case("affinity_none", AffinityPropagation(random_state=0, max_iter=2, convergence_iter=2).fit(iris.X[:40]))
    yield Case("birch", Birch(n_clusters=3).fit(iris.X))
    yield Case("birch_all", Birch(n_clusters=None, threshold=0.7).fit(iris.X))
    yield Case(
        "birch_step", make_pipeline(Birch(threshold=0.4), StandardScaler(), LogisticRegression()).fit(iris.X, iris.y)
    )
    if data.version >= (1, 1):
        from sklearn.cluster import BisectingKMeans

        yield Case("bisecting", BisectingKMeans(5, random_state=0).fit(iris.X))
        yield Case("bisecting_largest", BisectingKMeans(
            7, random_state=1, bisecting_strategy="largest_cluster").fit(wine.X), rows="wine")
        yield Case("bisecting_one", BisectingKMeans(1, random_state=0).fit(wine.X), rows="wine")


def mixtures(data):
    iris, wine, line = data.iris, data.wine, data.line
    scaled = (iris.X - iris.X.mean(axis=0)) / iris.X.std(axis=0)
    data.rows["iris_scaled"] = (data.rows["iris"] - iris.X.mean(axis=0)) / iris.X.std(axis=0)
    for kind in ["full", "tied", "diag", "spherical"]:
        yield Case(f"mixture_{kind}", GaussianMixture(3, covariance_type=kind, random_state=0).fit(scaled), rows="iris_scaled")
        yield Case(
            f"bayesian_{kind}",
            BayesianGaussianMixture(n_components=4, covariance_type=kind, random_state=0, max_iter=300).fit(scaled),
            rows="iris_scaled",
        )
    yield Case("mixture_wine", GaussianMixture(2, covariance_type="diag", random_state=0).fit(wine.X), rows="wine")
    yield Case("mixture_one", GaussianMixture(1).fit(iris.X))
    yield Case("mixture_line", GaussianMixture(3, random_state=0).fit(line.X), rows="line")
    distribution = BayesianGaussianMixture(
        n_components=3, weight_concentration_prior_type="dirichlet_distribution", random_state=0, max_iter=300
    )
    yield Case("bayesian_distribution", distribution.fit(scaled), rows="iris_scaled")
