"""Rarer settings of estimators around other estimators."""

import numpy
from sklearn.compose import TransformedTargetRegressor
from sklearn.dummy import DummyClassifier, DummyRegressor
from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor, StackingClassifier, VotingClassifier, VotingRegressor
from sklearn.feature_selection import RFE, RFECV
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.multiclass import OneVsOneClassifier, OneVsRestClassifier
from sklearn.multioutput import MultiOutputClassifier
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import MaxAbsScaler, PowerTransformer, QuantileTransformer, RobustScaler, StandardScaler
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

from case import Case


def cases(data):
    X, iris, diabetes, line, labels = data.iris.X, data.iris, data.diabetes, data.line, data.multilabel
    logistic, tree = LogisticRegression(max_iter=500), DecisionTreeClassifier(max_depth=3, random_state=0)
    yield Case("rfe", RFE(logistic, n_features_to_select=2).fit(X, iris.strings))
    yield Case("rfe_regressor", RFE(Ridge(), n_features_to_select=3).fit(diabetes.X, diabetes.y), rows="diabetes")
    yield Case("rfecv", RFECV(tree, cv=3).fit(X, iris.boolean))
    yield Case("isotonic", IsotonicRegression(out_of_bounds="clip").fit(line.X, line.y), rows="line", without=["transform"])
    yield Case("isotonic_falling", IsotonicRegression(increasing=False, out_of_bounds="clip", y_min=0.5).fit(line.X, line.y), rows="line", without=["transform"])
    yield Case("one_vs_rest_regressor", OneVsRestClassifier(LinearRegression()).fit(X, iris.strings))
    yield Case("one_vs_one_regressor", OneVsOneClassifier(LinearRegression()).fit(X, iris.strings))
    yield Case("one_vs_one_binary_tree", OneVsOneClassifier(tree).fit(X, iris.binary_strings))
    for name, transformer in [("box_cox", PowerTransformer(method="box-cox")), ("power_plain", PowerTransformer(standardize=False)), ("quantile", QuantileTransformer(n_quantiles=20)), ("quantile_normal", QuantileTransformer(n_quantiles=20, output_distribution="normal")), ("robust", RobustScaler()), ("largest", MaxAbsScaler()), ("chain", make_pipeline(StandardScaler(), PowerTransformer()))]:
        model = TransformedTargetRegressor(DecisionTreeRegressor(max_depth=4, random_state=0), transformer=transformer)
        yield Case("target_" + name, model.fit(diabetes.X, diabetes.y), rows="diabetes")
    if data.version >= (1, 2):
        members = [("forest", RandomForestClassifier(4, random_state=0)), ("tree", tree)]
        stack = StackingClassifier(members, RandomForestClassifier(3, random_state=1), cv=3)
        # Its probabilities are those of not having a label.
        yield Case("stacking_multilabel", stack.fit(labels.X, labels.y), rows="multilabel", without=["predict_proba"])
    mixed = [("linear", make_pipeline(StandardScaler(), Ridge())), ("forest", RandomForestRegressor(4, random_state=0))]
    yield Case("voting_regressor_forest", VotingRegressor(mixed, weights=[0.2, 0.7]).fit(diabetes.X, diabetes.y), rows="diabetes")
    inner = VotingClassifier([("a", logistic), ("b", tree)], voting="soft")
    outer = VotingClassifier([("inner", inner), ("search", GridSearchCV(tree, {"max_depth": [1, 2]}, cv=3))], voting="soft", weights=[2, 1])
    yield Case("voting_nested", outer.fit(X, iris.strings))
    yield Case("classifier_pipeline", MultiOutputClassifier(make_pipeline(StandardScaler(), tree)).fit(X, numpy.column_stack([iris.y, iris.binary])))
    yield Case("vote_as_step", Pipeline([("vote", VotingClassifier([("a", logistic), ("b", tree)], voting="soft")), ("model", logistic)]).fit(X, iris.strings), estimator="VotingClassifier")
    if data.version >= (1, 5):
        # Before 1.5 their files do not say how many features a row has.
        yield Case("dummy_constant_two", DummyClassifier(strategy="constant", constant=[1, 0]).fit(X, numpy.column_stack([iris.y, iris.binary])))
        yield Case("dummy_regressor_constants", DummyRegressor(strategy="constant", constant=[4, 5.5]).fit(X, numpy.column_stack([iris.y, iris.width])))
