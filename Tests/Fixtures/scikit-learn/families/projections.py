"""Features that stand for a kernel, and features seen through fewer ones, beyond those of `decomposition.py`."""

import numpy
from sklearn import kernel_approximation as approximation
from sklearn import decomposition
from sklearn.cluster import FeatureAgglomeration
from sklearn.linear_model import LogisticRegression
from sklearn.manifold import Isomap, LocallyLinearEmbedding
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from case import Case


def cases(data):
    yield from kernels(data)
    yield from components(data)
    yield from factors(data)
    yield from dictionaries(data)
    yield from manifolds(data)


def kernels(data):
    X = data.iris.X
    for kernel in ["rbf", "poly", "sigmoid", "cosine", "linear", "laplacian"]:
        settings = {} if kernel in ["cosine", "linear"] else {"gamma": 0.1}
        model = approximation.Nystroem(kernel, n_components=4, random_state=0, **settings)
        yield Case("nystroem_" + kernel, model.fit(X))
    yield Case("nystroem_default", approximation.Nystroem(n_components=5, random_state=0).fit(X))
    yield Case("fourier", approximation.RBFSampler(gamma=0.3, n_components=5, random_state=0).fit(X))
    yield Case("chi_squared", approximation.AdditiveChi2Sampler(sample_steps=2).fit(data.words.X), rows="words")
    yield Case("chi_squared_one", approximation.AdditiveChi2Sampler(sample_steps=1, sample_interval=0.7).fit(data.words.X), rows="words")
    yield Case("chi_squared_skewed", approximation.SkewedChi2Sampler(n_components=4, random_state=0).fit(X), rows="iris_positive")
    yield Case("sketch", approximation.PolynomialCountSketch(n_components=4, random_state=0).fit(X))
    yield Case("sketch_third", approximation.PolynomialCountSketch(n_components=6, degree=3, coef0=1, gamma=0.5, random_state=0).fit(X))
    model = make_pipeline(StandardScaler(), approximation.Nystroem(n_components=6, random_state=0), LogisticRegression())
    yield Case("nystroem_logistic", model.fit(X, data.iris.strings), estimator="Nystroem")
    model = make_pipeline(approximation.RBFSampler(n_components=6, random_state=0), LogisticRegression())
    yield Case("fourier_logistic", model.fit(X, data.iris.strings), estimator="RBFSampler")


def components(data):
    X = data.iris.X[::5]
    for kernel in ["linear", "rbf", "poly", "sigmoid", "cosine"]:
        settings = {"gamma": 0.05} if kernel in ["rbf", "poly", "sigmoid"] else {}
        yield Case("kernel_pca_" + kernel, decomposition.KernelPCA(2, kernel=kernel, **settings).fit(X))
    yield Case("kernel_pca_default", decomposition.KernelPCA(3, kernel="rbf").fit(X))
    model = make_pipeline(decomposition.KernelPCA(3, kernel="rbf", gamma=0.1), LogisticRegression())
    yield Case("kernel_pca_logistic", model.fit(X, data.iris.strings[::5]), estimator="KernelPCA")
    yield Case("agglomeration", FeatureAgglomeration(2).fit(data.wine.X), rows="wine")
    yield Case("agglomeration_largest", FeatureAgglomeration(3, pooling_func=numpy.max).fit(data.wine.X), rows="wine")


def factors(data):
    X, words = data.iris.X, data.words.X
    yield Case("nmf", decomposition.NMF(2, init="nndsvda", random_state=0).fit(X), rows="iris_positive")
    yield Case("nmf_regularised", decomposition.NMF(2, alpha_W=0.01, l1_ratio=0.5, random_state=0).fit(X), rows="iris_positive")
    model = decomposition.NMF(2, solver="mu", beta_loss="kullback-leibler", random_state=0, max_iter=300)
    yield Case("nmf_divergence", model.fit(X), rows="iris_positive")
    yield Case("topics", decomposition.LatentDirichletAllocation(3, random_state=0).fit(words), rows="words")
    model = decomposition.LatentDirichletAllocation(2, learning_method="online", random_state=0)
    yield Case("topics_online", model.fit(words), rows="words")


def dictionaries(data):
    X = data.iris.X[::2]
    yield Case("sparse_pca", decomposition.SparsePCA(2, random_state=0).fit(X))
    yield Case("sparse_pca_batches", decomposition.MiniBatchSparsePCA(2, random_state=0).fit(X))
    for algorithm in ["omp", "lars", "lasso_lars", "lasso_cd", "threshold"]:
        settings = {"transform_algorithm": algorithm, "random_state": 0, "max_iter": 20}
        settings |= {"transform_n_nonzero_coefs": 2} if algorithm in ["omp", "lars"] else {"transform_alpha": 0.3}
        yield Case("dictionary_" + algorithm, decomposition.DictionaryLearning(3, **settings).fit(X))
    model = decomposition.MiniBatchDictionaryLearning(3, random_state=0, transform_algorithm="threshold", transform_alpha=0.1)
    yield Case("dictionary_batches", model.fit(X))
    atoms = data.iris.X[:3] / numpy.linalg.norm(data.iris.X[:3], axis=1)[:, None]
    yield Case("sparse_coder", decomposition.SparseCoder(atoms, transform_n_nonzero_coefs=1).fit(X))


def manifolds(data):
    X = data.iris.X[::4] + numpy.random.RandomState(0).normal(0, 0.01, (38, 4))
    yield Case("locally_linear", LocallyLinearEmbedding(n_neighbors=6, random_state=0).fit(X))
    yield Case("isomap", Isomap(n_neighbors=8).fit(X))
