"""Several outputs from estimators of one, side by side or in a chain."""

import numpy
from sklearn.linear_model import LogisticRegression, Ridge, RidgeClassifier
from sklearn.multioutput import ClassifierChain, MultiOutputClassifier, MultiOutputRegressor, RegressorChain
from sklearn.svm import LinearSVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from case import Case


def cases(data):
    X, iris, diabetes, labels = data.iris.X, data.iris, data.diabetes, data.multilabel
    logistic, tree = LogisticRegression(max_iter=300), DecisionTreeClassifier(max_depth=3, random_state=0)
    two = numpy.column_stack([iris.y, iris.binary])
    texts = numpy.column_stack([iris.strings, iris.binary_strings])
    yield Case("classifier", MultiOutputClassifier(logistic).fit(X, two))
    yield Case("classifier_strings", MultiOutputClassifier(tree).fit(X, texts))
    yield Case("classifier_objects", MultiOutputClassifier(tree).fit(X, texts.astype(object)))
    yield Case("classifier_machine", MultiOutputClassifier(LinearSVC(random_state=0)).fit(X, two))
    yield Case("classifier_multilabel", MultiOutputClassifier(logistic).fit(labels.X, labels.y), rows="multilabel")
    yield Case("regressor", MultiOutputRegressor(Ridge(0.1)).fit(diabetes.X, diabetes.two), rows="diabetes")
    model = MultiOutputRegressor(DecisionTreeRegressor(max_depth=3, random_state=0))
    yield Case("regressor_tree", model.fit(diabetes.X, diabetes.two), rows="diabetes")
    yield Case("chain", ClassifierChain(logistic).fit(labels.X, labels.y), rows="multilabel")
    yield Case("chain_order", ClassifierChain(logistic, order=[2, 0, 1]).fit(labels.X, labels.y), rows="multilabel")
    yield Case("chain_tree", ClassifierChain(tree, order="random", random_state=3).fit(labels.X, labels.y), rows="multilabel")
    yield Case("chain_folds", ClassifierChain(logistic, cv=3).fit(labels.X, labels.y), rows="multilabel")
    yield Case("chain_ridge", ClassifierChain(RidgeClassifier()).fit(labels.X, labels.y), rows="multilabel")
    if data.version >= (1, 5):
        for method in ["predict_proba", "predict_log_proba"]:
            model = ClassifierChain(logistic, chain_method=method)
            yield Case("chain_" + method, model.fit(labels.X, labels.y), rows="multilabel")
        model = ClassifierChain(LinearSVC(random_state=0), chain_method="decision_function")
        yield Case("chain_decision_function", model.fit(labels.X, labels.y), rows="multilabel")
    yield Case("regressor_chain", RegressorChain(Ridge(0.1)).fit(diabetes.X, diabetes.two), rows="diabetes")
    model = RegressorChain(DecisionTreeRegressor(max_depth=3, random_state=0), order=[1, 0], cv=3)
    yield Case("regressor_chain_order", model.fit(diabetes.X, diabetes.two), rows="diabetes")
