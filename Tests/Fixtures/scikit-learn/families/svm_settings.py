"""Support vector machines."""

import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC, SVR, NuSVC, NuSVR, OneClassSVM

from case import Case


def cases(data):
    iris, cancer, wine, digits, diabetes = data.iris, data.cancer, data.wine, data.digits, data.diabetes
    yield Case("svc", SVC().fit(iris.X, iris.strings))
    for kernel in ["linear", "poly", "sigmoid"]:
        yield Case(f"svc_{kernel}", SVC(kernel=kernel).fit(iris.X, iris.y))
    yield Case("svc_poly_settings", SVC(kernel="poly", degree=4, coef0=0.75, gamma=0.2, C=0.3).fit(iris.X, iris.floats * 2))
    yield Case("svc_sigmoid_settings", SVC(kernel="sigmoid", coef0=-0.5, gamma="auto").fit(iris.X, iris.objects))
    yield Case("svc_binary", SVC(gamma=0.1).fit(iris.X, iris.boolean))
    yield Case("svc_binary_strings", SVC(kernel="linear").fit(iris.X, iris.binary_strings))
    yield Case("svc_signs", SVC(C=10).fit(iris.X, iris.signs))
    yield Case("svc_ovo", SVC(decision_function_shape="ovo").fit(wine.X, wine.strings), rows="wine")
    yield Case("svc_break_ties", SVC(break_ties=True, C=0.1).fit(wine.X, wine.y), rows="wine")
    yield Case("svc_weights", SVC(class_weight="balanced", gamma=0.001).fit(cancer.X, cancer.strings), rows="cancer")
    yield Case("svc_digits", SVC(gamma=0.001).fit(digits.X, digits.y), rows="digits")
    yield Case("svc_digits_ovo", SVC(kernel="linear", decision_function_shape="ovo").fit(digits.X, digits.y), rows="digits")
    yield Case("svc_scaled", make_pipeline(StandardScaler(), SVC()).fit(wine.X, wine.y), rows="wine")
    yield Case("svc_probability", SVC(probability=True, random_state=0).fit(iris.X, iris.y))
    yield Case("svc_probability_binary", SVC(probability=True, random_state=0).fit(cancer.X, cancer.y), rows="cancer")
    yield Case(
        "svc_probability_digits", SVC(kernel="linear", probability=True, random_state=0).fit(digits.X, digits.y), rows="digits"
    )
    yield Case("svc_sparse", SVC().fit(scipy.sparse.csr_matrix(iris.X), iris.y))
    yield Case("svc_sparse_probability", SVC(kernel="linear", probability=True, random_state=0).fit(
        scipy.sparse.csr_matrix(digits.X), digits.y), rows="digits")
    yield Case("nusvc", NuSVC(nu=0.3).fit(iris.X, iris.strings))
    yield Case("nusvc_probability", NuSVC(probability=True, random_state=0).fit(iris.X, iris.boolean))
    yield Case("svr", SVR().fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("svr_linear", SVR(kernel="linear", C=100).fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("svr_poly", SVR(kernel="poly", degree=2, coef0=1).fit(iris.X, iris.width))
    yield Case("svr_no_vectors", SVR(epsilon=1000).fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("svr_sparse", SVR().fit(scipy.sparse.csr_matrix(iris.X), iris.width))
    yield Case("nusvr", NuSVR(nu=0.4, C=50).fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("nusvr_sigmoid", NuSVR(kernel="sigmoid", gamma=0.01).fit(iris.X, iris.width))
    yield Case("one_class", OneClassSVM(nu=0.1).fit(iris.X))
    yield Case("one_class_linear", OneClassSVM(kernel="linear", nu=0.2).fit(cancer.X), rows="cancer")
    yield Case("one_class_sparse", OneClassSVM(kernel="poly", gamma=0.1).fit(scipy.sparse.csr_matrix(iris.X)))
    texts = make_pipeline(TfidfVectorizer(), SVC(kernel="linear", probability=True, random_state=0))
    yield Case("svc_texts", texts.fit(data.documents.X, data.documents.y), rows="documents")
