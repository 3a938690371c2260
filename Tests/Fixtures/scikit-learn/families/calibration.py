"""Calibrated classifiers."""

from sklearn.calibration import CalibratedClassifierCV
from sklearn.linear_model import LogisticRegression, RidgeClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier

from case import Case


def cases(data):
    X, iris = data.iris.X, data.iris
    machine, tree = LinearSVC(random_state=0), DecisionTreeClassifier(max_depth=2, random_state=0)
    for method in ["sigmoid", "isotonic"]:

        def calibrated(model, **settings):
            return CalibratedClassifierCV(model, method=method, **({"cv": 2} | settings))

        yield Case(f"{method}_scores", calibrated(machine).fit(X, iris.strings))
        yield Case(f"{method}_scores_binary", calibrated(machine).fit(X, iris.boolean))
        yield Case(f"{method}_probabilities", calibrated(GaussianNB()).fit(X, iris.y))
        yield Case(f"{method}_probabilities_binary", calibrated(tree).fit(X, iris.binary_strings))
        yield Case(f"{method}_together", calibrated(tree, ensemble=False).fit(X, iris.objects))
        yield Case(f"{method}_together_binary", calibrated(machine, ensemble=False).fit(X, iris.binary))
        if data.version < (1, 8):
            ready = LogisticRegression().fit(X, iris.strings)
            yield Case(f"{method}_prefit", calibrated(ready, cv="prefit").fit(X, iris.strings))
        if data.version >= (1, 6):
            from sklearn.frozen import FrozenEstimator

            ready = FrozenEstimator(LogisticRegression().fit(X, iris.strings))
            yield Case(f"{method}_frozen", calibrated(ready).fit(X, iris.strings))
    kernel = CalibratedClassifierCV(SVC(), cv=2, ensemble=False)
    yield Case("sigmoid_kernel", kernel.fit(X[::3], iris.y[::3]))
    ridge = CalibratedClassifierCV(RidgeClassifier(), cv=3)
    yield Case("sigmoid_ridge", ridge.fit(X, iris.floats))
    if data.version >= (1, 8):
        model = CalibratedClassifierCV(machine, method="temperature", cv=2)
        yield Case("temperature_scores", model.fit(X, iris.strings))
        model = CalibratedClassifierCV(GaussianNB(), method="temperature", cv=2)
        yield Case("temperature_probabilities", model.fit(X, iris.y))
        model = CalibratedClassifierCV(machine, method="temperature", cv=2, ensemble=False)
        yield Case("temperature_binary", model.fit(X, iris.boolean))
        model = CalibratedClassifierCV(GaussianNB(), method="temperature", cv=2)
        yield Case("temperature_probabilities_binary", model.fit(X, iris.binary))
