"""Estimators around other estimators: votes, stacks, searches, one model a class, and dummies."""

import numpy
from sklearn.compose import TransformedTargetRegressor
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import StackingClassifier, StackingRegressor, VotingClassifier, VotingRegressor
from sklearn.linear_model import LinearRegression, LogisticRegression, Perceptron, Ridge, RidgeClassifier
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV
from sklearn.multiclass import OneVsOneClassifier, OneVsRestClassifier, OutputCodeClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, PowerTransformer, StandardScaler
from sklearn.semi_supervised import SelfTrainingClassifier
from sklearn.svm import SVC, LinearSVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from case import Case


def cases(data):
    yield from voting(data)
    yield from stacking(data)
    yield from searches(data)
    yield from one_model_a_class(data)
    yield from thresholds(data)
    yield from targets(data)
    yield from dummies(data)
    yield from pipelines(data)


def members():
    return [
        ("logistic", LogisticRegression(max_iter=500)),
        ("tree", DecisionTreeClassifier(max_depth=2, random_state=0)),
        ("bayes", GaussianNB()),
    ]


def regressors():
    return [("linear", LinearRegression()), ("tree", DecisionTreeRegressor(max_depth=2, random_state=0))]


def voting(data):
    X, iris, diabetes = data.iris.X, data.iris, data.diabetes
    yield Case("voting_hard", VotingClassifier(members()).fit(X, iris.strings))
    yield Case("voting_hard_weights", VotingClassifier(members(), weights=[1, 2.5, 1]).fit(X, iris.y))
    yield Case("voting_hard_boolean", VotingClassifier(members()[:2]).fit(X, iris.boolean))
    yield Case("voting_soft", VotingClassifier(members(), voting="soft").fit(X, iris.strings))
    yield Case("voting_soft_weights", VotingClassifier(members(), voting="soft", weights=[3, 1, 0.5]).fit(X, iris.objects))
    kept = VotingClassifier(members(), voting="soft", flatten_transform=False)
    yield Case("voting_soft_unflattened", kept.fit(X, iris.y), without=["transform"])
    dropped = VotingClassifier(members(), voting="soft", weights=[1, 2, 3])
    dropped.set_params(tree="drop")
    yield Case("voting_dropped", dropped.fit(X, iris.y))
    scaled = [("scaled", make_pipeline(StandardScaler(), LogisticRegression())), members()[2]]
    yield Case("voting_pipeline", VotingClassifier(scaled, voting="soft").fit(X, iris.y))
    yield Case("voting_regressor", VotingRegressor(regressors()).fit(diabetes.X, diabetes.y), rows="diabetes")
    model = VotingRegressor(regressors(), weights=[1, 3])
    yield Case("voting_regressor_weights", model.fit(diabetes.X, diabetes.y), rows="diabetes")


def stacking(data):
    X, iris, diabetes = data.iris.X, data.iris, data.diabetes
    yield Case("stacking", StackingClassifier(members(), cv=3).fit(X, iris.strings))
    yield Case("stacking_binary", StackingClassifier(members(), cv=3).fit(X, iris.boolean))
    yield Case("stacking_through", StackingClassifier(members()[1:], cv=3, passthrough=True).fit(X, iris.objects))
    model = StackingClassifier(members(), DecisionTreeClassifier(max_depth=3, random_state=0), cv=3)
    yield Case("stacking_tree", model.fit(X, iris.y))
    machines = [("machine", LinearSVC(random_state=0)), ("ridge", RidgeClassifier()), members()[2]]
    yield Case("stacking_scores", StackingClassifier(machines, cv=3).fit(X, iris.y))
    yield Case("stacking_scores_binary", StackingClassifier(machines, cv=3).fit(X, iris.binary_strings))
    model = StackingClassifier(members(), cv=3, stack_method="predict")
    yield Case("stacking_predictions", model.fit(X, iris.y))
    dropped = StackingClassifier(members(), RidgeClassifier(), cv=3).set_params(tree="drop")
    yield Case("stacking_dropped", dropped.fit(X, iris.y))
    if data.version >= (1, 1):
        ready = [(name, model.fit(X, iris.y)) for name, model in members()]
        yield Case("stacking_prefit", StackingClassifier(ready, cv="prefit").fit(X, iris.y))
    model = StackingRegressor(regressors(), cv=3)
    yield Case("stacking_regressor", model.fit(diabetes.X, diabetes.y), rows="diabetes")
    model = StackingRegressor(regressors(), Ridge(0.5), cv=3, passthrough=True)
    yield Case("stacking_regressor_through", model.fit(diabetes.X, diabetes.y), rows="diabetes")


def searches(data):
    X, iris = data.iris.X, data.iris
    grid = GridSearchCV(LogisticRegression(max_iter=300), {"C": [0.1, 1]}, cv=3)
    yield Case("grid_search", grid.fit(X, iris.strings))
    chain = make_pipeline(StandardScaler(), SVC())
    yield Case("grid_search_pipeline", GridSearchCV(chain, {"svc__C": [1, 3]}, cv=3).fit(X[::3], iris.boolean[::3]))
    model = RandomizedSearchCV(DecisionTreeRegressor(random_state=0), {"max_depth": [1, 2, 3]}, n_iter=2, cv=3, random_state=0)
    yield Case("randomised_search", model.fit(X, iris.width))
    # Has distributions of scipy, whose pickle names getattr.
    from scipy.stats import uniform

    model = RandomizedSearchCV(Ridge(), {"alpha": uniform(0.1, 2)}, n_iter=2, cv=3, random_state=0)
    yield Case("randomised_search_distribution", model.fit(X, iris.width))
    from sklearn.experimental import enable_halving_search_cv  # noqa: F401
    from sklearn.model_selection import HalvingGridSearchCV, HalvingRandomSearchCV

    model = HalvingGridSearchCV(LogisticRegression(max_iter=300), {"C": [0.1, 1, 10]}, cv=3, random_state=0)
    yield Case("halving_grid_search", model.fit(X, iris.y))
    model = HalvingRandomSearchCV(DecisionTreeClassifier(random_state=0), {"max_depth": [1, 2, 3]}, n_candidates=3, cv=3, random_state=0)
    yield Case("halving_random_search", model.fit(X, iris.y))
    yield Case("grid_search_scaler", GridSearchCV(make_pipeline(MinMaxScaler(), Ridge()), {"ridge__alpha": [1, 2]}, cv=3).fit(X, iris.width))


def one_model_a_class(data):
    X, iris, labels = data.iris.X, data.iris, data.multilabel
    logistic, machine, tree = LogisticRegression(max_iter=300), LinearSVC(random_state=0), DecisionTreeClassifier(max_depth=2, random_state=0)
    yield Case("one_vs_rest_logistic", OneVsRestClassifier(logistic).fit(X, iris.strings))
    yield Case("one_vs_rest_machine", OneVsRestClassifier(machine).fit(X, iris.y))
    yield Case("one_vs_rest_tree", OneVsRestClassifier(tree).fit(X, iris.objects))
    yield Case("one_vs_rest_binary", OneVsRestClassifier(logistic).fit(X, iris.boolean))
    yield Case("one_vs_rest_binary_tree", OneVsRestClassifier(tree).fit(X, iris.binary_strings))
    yield Case("one_vs_rest_kernel", OneVsRestClassifier(SVC()).fit(X[::3], iris.strings[::3]))
    yield Case("one_vs_rest_multilabel", OneVsRestClassifier(logistic).fit(labels.X, labels.y), rows="multilabel")
    yield Case("one_vs_rest_multilabel_machine", OneVsRestClassifier(machine).fit(labels.X, labels.y), rows="multilabel")
    always = labels.y.copy()
    always[:, 1] = 1
    always[:, 2] = 0
    yield Case("one_vs_rest_constant", OneVsRestClassifier(logistic).fit(labels.X, always), rows="multilabel")
    yield Case("one_vs_one_logistic", OneVsOneClassifier(logistic).fit(X, iris.strings))
    yield Case("one_vs_one_machine", OneVsOneClassifier(machine).fit(X, iris.y))
    yield Case("one_vs_one_tree", OneVsOneClassifier(tree).fit(X, iris.objects))
    yield Case("one_vs_one_binary", OneVsOneClassifier(logistic).fit(X, iris.boolean))
    yield Case("one_vs_one_digits", OneVsOneClassifier(Perceptron(random_state=0)).fit(data.digits.X[:60] * (data.digits.X[:60] > 8), data.digits.y[:60] % 4), rows="digits")
    yield Case("output_code", OutputCodeClassifier(logistic, code_size=2, random_state=0).fit(X, iris.strings))
    yield Case("output_code_machine", OutputCodeClassifier(machine, code_size=3, random_state=1).fit(X, iris.y))
    yield Case("output_code_tree", OutputCodeClassifier(tree, code_size=3, random_state=2).fit(X, iris.y))


def thresholds(data):
    X, iris = data.iris.X, data.iris
    half = numpy.where(numpy.arange(150) % 2 == 0, iris.y, -1)
    yield Case("self_training", SelfTrainingClassifier(LogisticRegression(max_iter=300)).fit(X, half))
    if data.version < (1, 5):
        return
    from sklearn.model_selection import FixedThresholdClassifier, TunedThresholdClassifierCV

    logistic, tree = LogisticRegression(), DecisionTreeClassifier(max_depth=2, random_state=0)
    yield Case("fixed_threshold", FixedThresholdClassifier(logistic, threshold=0.2).fit(X, iris.binary))
    yield Case("fixed_threshold_auto", FixedThresholdClassifier(logistic).fit(X, iris.binary))
    model = FixedThresholdClassifier(logistic, threshold=0.7, pos_label="setosa")
    yield Case("fixed_threshold_label", model.fit(X, iris.binary_strings))
    model = FixedThresholdClassifier(LinearSVC(random_state=0), threshold=-0.3, response_method="decision_function")
    yield Case("fixed_threshold_scores", model.fit(X, iris.boolean))
    yield Case("tuned_threshold", TunedThresholdClassifierCV(tree, cv=3, random_state=0).fit(X, iris.signs))
    yield Case("tuned_threshold_logistic", TunedThresholdClassifierCV(logistic, cv=3, thresholds=10, random_state=0, scoring="f1").fit(X, iris.binary))
    if data.version >= (1, 6):
        from sklearn.frozen import FrozenEstimator

        yield Case("frozen", FrozenEstimator(LogisticRegression().fit(X, iris.strings)))
        ready = FixedThresholdClassifier(FrozenEstimator(LogisticRegression().fit(X, iris.binary)), threshold=0.6)
        yield Case("fixed_threshold_frozen", ready.fit(X, iris.binary))


def targets(data):
    X, y, two = data.diabetes.X, data.diabetes.y, data.diabetes.two

    def case(name, target=y, **settings):
        return Case(name, TransformedTargetRegressor(Ridge(0.1), **settings).fit(X, target), rows="diabetes")

    yield case("target_scaled", transformer=StandardScaler())
    yield case("target_power", transformer=PowerTransformer())
    yield case("target_log", func=numpy.log, inverse_func=numpy.exp)
    yield case("target_log1p", func=numpy.log1p, inverse_func=numpy.expm1)
    yield case("target_root", func=numpy.sqrt, inverse_func=numpy.square)
    yield case("target_same")
    yield case("target_function", transformer=FunctionTransformer(numpy.log1p, numpy.expm1))
    yield case("target_two_scaled", two, transformer=MinMaxScaler())
    yield case("target_two_function", two, func=numpy.cbrt, inverse_func=numpy.exp2, check_inverse=False)
    tree = TransformedTargetRegressor(DecisionTreeRegressor(max_depth=3, random_state=0), func=numpy.log10, inverse_func=numpy.exp, check_inverse=False)
    yield Case("target_tree", tree.fit(X, y), rows="diabetes")


def dummies(data):
    # Before 1.5 their files do not say how many features a row has; those are refused.
    X, iris, diabetes = data.iris.X, data.iris, data.diabetes
    for strategy in ["most_frequent", "prior"]:
        yield Case("dummy_" + strategy, DummyClassifier(strategy=strategy).fit(X[20:], iris.strings[20:]))
    yield Case("dummy_constant", DummyClassifier(strategy="constant", constant="versicolor").fit(X, iris.strings))
    two = numpy.column_stack([iris.y, iris.binary])
    yield Case("dummy_two", DummyClassifier(strategy="prior").fit(X[60:], two[60:]))
    for strategy in ["mean", "median"]:
        yield Case("dummy_regressor_" + strategy, DummyRegressor(strategy=strategy).fit(diabetes.X, diabetes.y), rows="diabetes")
    model = DummyRegressor(strategy="quantile", quantile=0.9)
    yield Case("dummy_regressor_quantile", model.fit(diabetes.X, diabetes.two), rows="diabetes")
    yield Case("dummy_regressor_constant", DummyRegressor(strategy="constant", constant=4).fit(X, iris.y))


def pipelines(data):
    X, iris = data.iris.X, data.iris
    inner = make_pipeline(StandardScaler(), "passthrough", MinMaxScaler())
    yield Case("pipeline_nested", make_pipeline(inner, LogisticRegression()).fit(X, iris.strings), estimator="Pipeline")
    yield Case("pipeline_only", make_pipeline(LogisticRegression(max_iter=300)).fit(X, iris.strings), estimator="Pipeline")
    yield Case("pipeline_search", make_pipeline(StandardScaler(), GridSearchCV(Ridge(), {"alpha": [1, 2]}, cv=3)).fit(X, iris.width), estimator="Pipeline")
    yield Case("pipeline_transform", make_pipeline(StandardScaler(), MinMaxScaler()).fit(X), estimator="Pipeline")
