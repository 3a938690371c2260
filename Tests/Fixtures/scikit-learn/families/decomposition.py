"""Features seen from fewer axes, alone and before a model."""

from sklearn.decomposition import PCA, FactorAnalysis, FastICA, IncrementalPCA, TruncatedSVD
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.random_projection import GaussianRandomProjection, SparseRandomProjection

from case import Case


def cases(data):
    iris, digits, words, mixed = data.iris, data.digits, data.words, data.mixed
    yield Case("pca", PCA().fit(iris.X))
    yield Case("pca_2", PCA(2).fit(iris.X))
    yield Case("pca_whiten", PCA(3, whiten=True).fit(iris.X))
    yield Case("pca_digits", PCA(10).fit(digits.X), rows="digits")
    yield Case("pca_share", PCA(0.9).fit(digits.X), rows="digits")
    yield Case("pca_random", PCA(5, svd_solver="randomized", random_state=0).fit(digits.X), rows="digits")
    yield Case("incremental", IncrementalPCA(2, batch_size=40).fit(iris.X))
    yield Case("incremental_whiten", IncrementalPCA(2, whiten=True).fit(iris.X))
    yield Case("svd", TruncatedSVD(3, random_state=0).fit(words.X), rows="words")
    yield Case("svd_arpack", TruncatedSVD(2, algorithm="arpack", random_state=0).fit(words.X), rows="words")
    for whiten in [False, "arbitrary-variance", "unit-variance"]:
        if whiten and data.version < (1, 1):
            continue
        name = str(whiten).lower().replace("-", "_")
        yield Case(f"ica_{name}", FastICA(None if not whiten else 3, whiten=whiten, random_state=0).fit(iris.X))
    if data.version < (1, 3):
        yield Case("ica", FastICA(3, random_state=0).fit(iris.X))
    yield Case("factors", FactorAnalysis(2, random_state=0).fit(iris.X))
    yield Case("factors_digits", FactorAnalysis(7, random_state=0).fit(digits.X[:, 2:7]), rows="words")
    yield Case("factors_rotated", FactorAnalysis(2, rotation="varimax").fit(iris.X))
    yield Case("gaussian_projection", GaussianRandomProjection(5, random_state=0).fit(digits.X), rows="digits")
    yield Case("sparse_projection", SparseRandomProjection(5, random_state=0).fit(digits.X), rows="digits")
    dense = SparseRandomProjection(5, random_state=0, density=1, dense_output=True)
    yield Case("sparse_projection_dense", dense.fit(digits.X), rows="digits")
    for name, step in {"pca": PCA(2), "svd": TruncatedSVD(2, random_state=0)}.items():
        pipeline = make_pipeline(StandardScaler(), step, LogisticRegression())
        yield Case(f"pipeline_{name}", pipeline.fit(iris.X, iris.strings))
    hot = OneHotEncoder(handle_unknown="ignore")
    pipeline = make_pipeline(hot, TruncatedSVD(4, random_state=0), LogisticRegression())
    yield Case("pipeline_sparse", pipeline.fit(mixed.texts, mixed.strings), rows="texts")
