"""Clusters that take new rows, and mixtures."""

from sklearn import cluster
from sklearn.mixture import BayesianGaussianMixture, GaussianMixture

from case import Case


def cases(data):
    X = data.iris.X
    yield Case("k_means", cluster.KMeans(3, n_init=2, random_state=0).fit(X))
    yield Case("k_means_many", cluster.KMeans(9, n_init=1, random_state=0).fit(X))
    yield Case("k_means_one", cluster.KMeans(1, n_init=1, random_state=0).fit(X))
    yield Case("k_means_cancer", cluster.KMeans(4, n_init=1, random_state=0).fit(data.cancer.X), rows="cancer")
    yield Case("k_means_digits", cluster.KMeans(5, n_init=1, random_state=0).fit(data.digits.X), rows="digits")
    yield Case("mini_batch", cluster.MiniBatchKMeans(4, n_init=1, batch_size=50, random_state=0).fit(X))
    if data.version >= (1, 1):
        yield Case("bisecting", cluster.BisectingKMeans(5, random_state=0).fit(X))
        model = cluster.BisectingKMeans(4, bisecting_strategy="largest_cluster", random_state=0)
        yield Case("bisecting_largest", model.fit(data.cancer.X), rows="cancer")
    yield Case("mean_shift", cluster.MeanShift(bandwidth=1.2).fit(X[::2]))
    yield Case("affinity", cluster.AffinityPropagation(random_state=0, damping=0.7).fit(X[::5]))
    yield Case("birch", cluster.Birch(threshold=0.7, n_clusters=3).fit(X[::2]))
    yield Case("birch_none", cluster.Birch(threshold=1, n_clusters=None).fit(X[::2]))
    yield from mixtures(data)


def mixtures(data):
    X = data.iris.X
    for kind in ["full", "tied", "diag", "spherical"]:
        yield Case("mixture_" + kind, GaussianMixture(3, covariance_type=kind, random_state=0).fit(X))
        model = BayesianGaussianMixture(n_components=4, covariance_type=kind, random_state=0, max_iter=30)
        yield Case("bayesian_mixture_" + kind, model.fit(X))
    yield Case("mixture_one", GaussianMixture(1, random_state=0).fit(X))
    model = BayesianGaussianMixture(
        n_components=4, weight_concentration_prior_type="dirichlet_distribution", random_state=0, max_iter=30
    )
    yield Case("bayesian_mixture_dirichlet", model.fit(X))
    yield Case("mixture_cancer", GaussianMixture(2, covariance_type="diag", random_state=0).fit(data.cancer.X), rows="cancer")
