"""Columns with steps of their own, steps side by side, and what stands around them."""

import numpy
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.ensemble import GradientBoostingClassifier, RandomForestClassifier, VotingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline, make_union
from sklearn.preprocessing import FunctionTransformer, MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler
from sklearn.tree import DecisionTreeClassifier

from case import Case


def cases(data):
    yield from numbers(data)
    yield from unions(data)
    yield from texts(data)
    if hasattr(data.mixed, "frame"):
        yield from frames(data)


def numbers(data):
    X, iris = data.iris.X, data.iris
    scaled, smallest = ("scaled", StandardScaler()), ("smallest", MinMaxScaler())

    def case(name, transformers, **settings):
        columns = ColumnTransformer(transformers, **settings)
        return Case(name, columns.fit(X), estimator="ColumnTransformer")

    yield case("columns_indices", [scaled + ([2, 0],), smallest + ([1],)])
    yield case("columns_negative", [scaled + ([-1, 0],), smallest + ([-3],)])
    yield case("columns_mask", [scaled + ([True, False, True, False],), smallest + (numpy.array([False, True, False, False]),)])
    yield case("columns_slice", [scaled + (slice(1, 3),), smallest + (slice(0, 4, 3),)])
    yield case("columns_slice_negative", [scaled + (slice(-2, None),)])
    yield case("columns_repeated", [scaled + ([0, 1],), smallest + ([1, 1, 0],)])
    yield case("columns_dropped", [scaled + ([0],), ("gone", "drop", [1, 3])])
    yield case("columns_passed", [("kept", "passthrough", [3, 1]), scaled + ([0],)])
    yield case("columns_rest_passed", [scaled + ([2],)], remainder="passthrough")
    yield case("columns_rest_scaled", [scaled + ([2],), ("gone", "drop", [1])], remainder=MinMaxScaler())
    yield case("columns_empty", [scaled + ([],), smallest + ([0],), ("none", "passthrough", [])])
    yield case("columns_empty_mask", [scaled + ([False] * 4,), smallest + ([0],)])
    yield case("columns_weights", [scaled + ([0, 1],), smallest + ([2],), ("kept", "passthrough", [3])], transformer_weights={"scaled": 10, "kept": 0.5})
    yield case("columns_all_used", [scaled + ([0, 1, 2, 3],)], remainder="passthrough")
    yield case("columns_nested", [("inner", ColumnTransformer([scaled + ([1],)], remainder="passthrough"), [3, 2, 0])], remainder="passthrough")
    yield case("columns_pipeline", [("chain", make_pipeline(StandardScaler(), MinMaxScaler()), [0, 2])], remainder="passthrough")
    yield case("columns_function", [("same", FunctionTransformer(), [0, 2]), scaled + ([1],)])
    model = make_pipeline(ColumnTransformer([scaled + ([0, 2],)], remainder="passthrough"), LogisticRegression(max_iter=500))
    yield Case("columns_model", model.fit(X, iris.strings), estimator="ColumnTransformer")
    search = GridSearchCV(make_pipeline(ColumnTransformer([scaled + ([0, 1],)]), DecisionTreeClassifier(random_state=0)), {"columntransformer__remainder": ["drop", "passthrough"]}, cv=3)
    yield Case("columns_search", search.fit(X, iris.y), estimator="ColumnTransformer")
    filled = ColumnTransformer([("filled", SimpleImputer(), [0, 1]), scaled + ([2],)], remainder="drop")
    yield Case("columns_missing", filled.fit(data.missing.X), rows="missing", estimator="ColumnTransformer")


def unions(data):
    X, iris = data.iris.X, data.iris
    scalers = [("scaled", StandardScaler()), ("smallest", MinMaxScaler())]
    yield Case("union", FeatureUnion(scalers).fit(X))
    yield Case("union_weights", FeatureUnion(scalers, transformer_weights={"scaled": 3, "smallest": -0.5}).fit(X))
    yield Case("union_dropped", FeatureUnion(scalers + [("gone", "drop")]).fit(X))
    if data.version >= (1, 1):
        yield Case("union_passed", FeatureUnion(scalers + [("kept", "passthrough")]).fit(X))
        yield Case("union_passed_first", FeatureUnion([("kept", "passthrough")] + scalers).fit(X))
    model = make_pipeline(make_union(StandardScaler(), make_pipeline(MinMaxScaler(), "passthrough")), LogisticRegression(max_iter=500))
    yield Case("union_model", model.fit(X, iris.strings), estimator="FeatureUnion")


def texts(data):
    X, y = data.mixed.X, data.mixed.y
    steps = [
        ("numbers", make_pipeline(SimpleImputer(), StandardScaler()), [0, 1]),
        ("job", OneHotEncoder(handle_unknown="ignore"), [2]),
        ("school", OrdinalEncoder(categories=[["low", "middle", "high"]]), [4]),
    ]
    model = Pipeline([("columns", ColumnTransformer(steps)), ("model", LogisticRegression(max_iter=1000))])
    yield Case("texts", model.fit(X, y), rows="mixed", estimator="ColumnTransformer")
    forest = Pipeline([("columns", ColumnTransformer(steps[:1] + [("places", OneHotEncoder(handle_unknown="ignore"), [2, 3])])), ("model", RandomForestClassifier(5, random_state=0))])
    yield Case("texts_forest", forest.fit(X, data.mixed.strings), rows="mixed", estimator="ColumnTransformer")
    voters = [("logistic", model), ("forest", forest)]
    yield Case("texts_voting", VotingClassifier(voters, voting="soft").fit(X, data.mixed.strings), rows="mixed", estimator="VotingClassifier")


def frames(data):
    table, y = data.mixed.frame, data.mixed.strings
    numeric, job = make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), OneHotEncoder(handle_unknown="ignore")

    def case(name, transformers, model, **settings):
        pipeline = Pipeline([("columns", ColumnTransformer(transformers, **settings)), ("model", model)])
        return Case(name, pipeline.fit(table, y), rows="mixed_frame", estimator="ColumnTransformer")

    logistic = LogisticRegression(max_iter=1000)
    yield case("frame_names", [("numbers", numeric, ["hours", "age"]), ("job", job, ["job", "school"])], logistic)
    yield case("frame_name_slice", [("numbers", numeric, slice("age", "hours")), ("job", job, slice("job", "school"))], logistic)
    yield case("frame_selector", [("numbers", numeric, make_column_selector(dtype_include=numpy.number)), ("job", job, make_column_selector(pattern="o"))], logistic)
    yield case("frame_callable_rest", [("job", job, make_column_selector(dtype_exclude=numpy.number))], GradientBoostingClassifier(n_estimators=3, random_state=0), remainder=SimpleImputer())
    yield case("frame_dropped", [("numbers", numeric, ["age"]), ("gone", "drop", ["town", "job"]), ("school", OrdinalEncoder(), ["school"])], logistic)
    frame = data.iris.frame
    rest = ColumnTransformer([("scaled", StandardScaler(), ["petal width"])], remainder="passthrough")
    yield Case("frame_rest", make_pipeline(rest, LinearRegression()).fit(frame, data.iris.width), rows="iris_frame", estimator="ColumnTransformer")
    mask = ColumnTransformer([("scaled", StandardScaler(), [True, False, False, True])], remainder=MinMaxScaler())
    yield Case("frame_mask", mask.fit(frame), rows="iris_frame", estimator="ColumnTransformer")
    if data.version >= (1, 2):
        kept = ColumnTransformer([("scaled", StandardScaler(), ["petal width"])], remainder="passthrough").set_output(transform="pandas")
        yield Case("frame_output", make_pipeline(kept, LogisticRegression(max_iter=500)).fit(frame, data.iris.strings), rows="iris_frame", estimator="ColumnTransformer")
    if (1, 5) <= data.version < (1, 7):
        forced = ColumnTransformer([("scaled", StandardScaler(), [3])], remainder=MinMaxScaler(), force_int_remainder_cols=False)
        yield Case("frame_rest_names", forced.fit(frame), rows="iris_frame", estimator="ColumnTransformer")
