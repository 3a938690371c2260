"""Single trees."""

import numpy
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor, ExtraTreeClassifier, ExtraTreeRegressor

from case import Case


def cases(data):
    X, iris, diabetes = data.iris.X, data.iris, data.diabetes

    def classifier(**settings):
        return DecisionTreeClassifier(**({"max_depth": 4, "random_state": 0} | settings))

    def regressor(**settings):
        return DecisionTreeRegressor(**({"max_depth": 4, "random_state": 0} | settings))

    for name, y in {
        "integers": iris.y, "strings": iris.strings, "objects": iris.objects, "floats": iris.floats,
        "boolean": iris.boolean, "signs": iris.signs, "binary_strings": iris.binary_strings,
    }.items():
        yield Case("classifier_" + name, classifier().fit(X, y))
    yield Case("classifier_entropy", classifier(criterion="entropy", class_weight="balanced").fit(X, iris.y))
    yield Case("classifier_leaves", classifier(max_leaf_nodes=5, max_depth=None).fit(X, iris.y))
    yield Case("classifier_pruned", classifier(ccp_alpha=0.02).fit(X, iris.strings))
    yield Case("classifier_stump", classifier(max_depth=1).fit(X, iris.y))
    yield Case("classifier_single_class", classifier().fit(X, iris.y * 0 + 7))
    yield Case("classifier_wine", classifier().fit(data.wine.X, data.wine.strings), rows="wine")
    two = numpy.column_stack([iris.y, iris.binary])
    yield Case("classifier_two", classifier().fit(X, two))
    yield Case("classifier_two_strings", classifier().fit(X, numpy.column_stack([iris.strings, iris.binary_strings])))
    labels = data.multilabel
    yield Case("classifier_multilabel", classifier().fit(labels.X, labels.y), rows="multilabel")
    for criterion in ["squared_error", "friedman_mse", "absolute_error"]:
        if criterion != "friedman_mse" or data.version < (1, 9):
            model = regressor(criterion=criterion)
            yield Case("regressor_" + criterion, model.fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("regressor_poisson", regressor(criterion="poisson").fit(data.counts.X, data.counts.y), rows="counts")
    yield Case("regressor_two", regressor().fit(diabetes.X, diabetes.two), rows="diabetes")
    yield Case("regressor_integers", regressor().fit(X, iris.y))
    yield Case("extra_classifier", ExtraTreeClassifier(max_depth=4, random_state=0).fit(X, iris.strings))
    yield Case("extra_classifier_two", ExtraTreeClassifier(max_depth=4, random_state=0).fit(X, two))
    yield Case("extra_regressor", ExtraTreeRegressor(max_depth=4, random_state=0).fit(X, iris.width))
    yield Case("extra_regressor_two", ExtraTreeRegressor(max_depth=4, random_state=0).fit(X, X[:, :2]))
    if data.version >= (1, 3):
        missing = data.missing
        yield Case("classifier_missing", classifier().fit(missing.X, missing.strings), rows="missing")
        yield Case("regressor_missing", regressor().fit(missing.X, missing.width), rows="missing")
    if data.version >= (1, 6):
        model = ExtraTreeClassifier(max_depth=5, random_state=0)
        yield Case("extra_classifier_missing", model.fit(missing.X, missing.strings), rows="missing")
