"""Columns of numbers and texts together, as notebooks have them; `compose.py` has the ways to name columns."""

import numpy
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.ensemble import GradientBoostingRegressor, RandomForestClassifier
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline, make_union
from sklearn.preprocessing import MinMaxScaler, OneHotEncoder, OrdinalEncoder, StandardScaler

from case import Case


def cases(data):
    yield from mixed(data)
    yield from frames(data)
    yield from documents(data)


def one_hot(**settings):
    return OneHotEncoder(**({"handle_unknown": "ignore"} | settings))


def mixed(data):
    """Arrays of objects: numbers and texts in one table."""
    X, whole = data.mixed.X, data.mixed.whole
    encode = ColumnTransformer([("numbers", StandardScaler(), [0, 1]), ("texts", one_hot(), [2, 3, 4])])
    yield Case("mixed", encode.fit(whole), rows="mixed_unknown")
    model = make_pipeline(encode, LogisticRegression(max_iter=500))
    yield Case("mixed_logistic", model.fit(whole, data.mixed.whole_y), rows="mixed_unknown", estimator="ColumnTransformer")
    dense = ColumnTransformer([("texts", one_hot(), [2, 3, 4])], remainder="passthrough", sparse_threshold=0)
    yield Case("mixed_dense", dense.fit(whole), rows="mixed_unknown")
    sparse = ColumnTransformer([("texts", one_hot(), [2, 3, 4]), ("numbers", StandardScaler(), [0, 1])], sparse_threshold=1.0)
    yield Case("mixed_sparse", sparse.fit(whole), rows="mixed_unknown")
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    texts = make_pipeline(SimpleImputer(strategy="constant", fill_value="none", missing_values=None), one_hot())
    whole_chain = ColumnTransformer([("numbers", numbers, [0, 1]), ("texts", texts, [2, 3, 4])])
    model = make_pipeline(whole_chain, RandomForestClassifier(4, max_depth=4, random_state=0))
    yield Case("mixed_imputed", model.fit(X, data.mixed.strings), rows="mixed", estimator="ColumnTransformer")
    ordinal = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    model = make_pipeline(
        ColumnTransformer([("texts", ordinal, [2, 3, 4])], remainder="passthrough"),
        GradientBoostingRegressor(n_estimators=4, random_state=0),
    )
    yield Case("mixed_ordinal", model.fit(whole, data.mixed.pay), rows="mixed_unknown", estimator="ColumnTransformer")


def frames(data):
    """Columns by name, as most notebooks have them."""
    mixed, names = data.mixed, ["age", "hours"]
    texts = ["job", "town", "school"]

    def chain(*steps, **settings):
        return ColumnTransformer(list(steps), **settings)

    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    filled = make_pipeline(SimpleImputer(strategy="most_frequent"), one_hot())
    columns = chain(("numbers", numbers, names), ("texts", filled, texts))
    # What pandas reads from a file has NaN where a text is missing; None would not be filled in, and no client can say it.
    gaps = mixed.frame.fillna(numpy.nan)
    data.rows["mixed_gaps_frame"] = data.rows["mixed_frame"].fillna(numpy.nan)
    yield Case("frame", columns.fit(gaps), rows="mixed_gaps_frame")
    model = make_pipeline(columns, LogisticRegression(max_iter=500))
    yield Case("frame_logistic", model.fit(gaps, mixed.strings), rows="mixed_gaps_frame", estimator="ColumnTransformer")
    columns = chain(("school", one_hot(drop="first", handle_unknown="error"), ["school"]), ("numbers", StandardScaler(), ["hours"]), remainder="passthrough")
    ready = mixed.whole_frame[["age", "school", "hours"]]
    model = make_pipeline(columns, Ridge())
    rows = "mixed_three_frame"
    yield Case("frame_passthrough", model.fit(ready, mixed.whole_y), rows=rows, estimator="ColumnTransformer")
    columns = chain(("numbers", StandardScaler(), make_column_selector(dtype_include=float)), ("texts", one_hot(), make_column_selector(dtype_exclude=float)))
    yield Case("frame_selector", columns.fit(mixed.whole_frame), rows="mixed_unknown_frame")
    columns = chain(("numbers", StandardScaler(), make_column_selector(pattern="^(age|hours)$")), remainder="drop")
    model = make_pipeline(columns, LinearRegression())
    yield Case("frame_pattern", model.fit(mixed.whole_frame, mixed.whole_y), rows="mixed_whole_frame", estimator="ColumnTransformer")
    columns = chain(("town", CountVectorizer(analyzer="char"), "town"), ("numbers", MinMaxScaler(), names))
    yield Case("frame_one_text", columns.fit(mixed.whole_frame), rows="mixed_unknown_frame")
    columns = chain(("texts", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=numpy.nan), texts), remainder="drop")
    yield Case("frame_ordinal", columns.fit(mixed.whole_frame), rows="mixed_unknown_frame")
    yield Case("frame_scaler", make_pipeline(StandardScaler(), LogisticRegression()).fit(data.iris.frame, data.iris.strings), rows="iris_frame", estimator="Pipeline")
    if data.version >= (1, 2):
        kind = {"sparse_output": False}
        columns = chain(("texts", one_hot(**kind), texts), ("numbers", StandardScaler(), names)).set_output(transform="pandas")
        model = make_pipeline(columns, LogisticRegression(max_iter=500))
        yield Case("frame_output", model.fit(mixed.whole_frame, mixed.whole_y), rows="mixed_unknown_frame", estimator="ColumnTransformer")


def documents(data):
    texts = data.documents
    words = make_union(TfidfVectorizer(min_df=3), CountVectorizer(analyzer="char_wb", ngram_range=(2, 2), min_df=12))
    model = make_pipeline(words, LogisticRegression(max_iter=500))
    yield Case("documents_union", model.fit(texts.X, texts.strings), rows="documents", estimator="FeatureUnion")
