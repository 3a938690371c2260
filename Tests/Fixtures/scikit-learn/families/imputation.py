"""Missing values filled in, alone and before a model."""

import numpy
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.impute import IterativeImputer, KNNImputer, MissingIndicator, SimpleImputer
from sklearn.linear_model import LinearRegression, LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from case import Case


def cases(data):
    missing, mixed, words, iris = data.missing, data.mixed, data.words, data.iris
    holed = missing.X.copy()
    holed[:, 1] = numpy.nan
    marked = numpy.where(numpy.isnan(missing.X), -1, missing.X)
    data.rows.setdefault("marked", numpy.where(numpy.isnan(data.rows["missing"]), -1, data.rows["missing"]))
    some = missing.X.copy()
    some[:, [0, 3]] = iris.X[::2][:, [0, 3]]
    rows = data.rows["missing"].copy()
    rows[:, [0, 3]] = numpy.nan_to_num(rows[:, [0, 3]])
    data.rows.setdefault("some", rows)
    # Texts with NaN where there are none, as pandas reads them.
    gaps = mixed.X.copy()
    gaps[gaps == None] = numpy.nan  # noqa: E711
    asked = data.rows["mixed"].copy()
    asked[asked == None] = numpy.nan  # noqa: E711
    data.rows.setdefault("texts_gaps", asked[:, 2:])
    questioned = numpy.where(gaps[:, 2:] == "clerk", "?", gaps[:, 2:].astype(str)).astype(object)
    data.rows.setdefault("questioned", questioned[:20])

    for strategy in ["mean", "median", "most_frequent", "constant"]:
        yield Case(f"simple_{strategy}", SimpleImputer(strategy=strategy).fit(missing.X), rows="missing")
        yield Case(f"simple_{strategy}_empty", SimpleImputer(strategy=strategy).fit(holed), rows="missing")
        imputer = SimpleImputer(strategy=strategy, add_indicator=True)
        yield Case(f"simple_{strategy}_indicator", imputer.fit(some), rows="missing")
        imputer = SimpleImputer(strategy=strategy, missing_values=-1)
        yield Case(f"simple_{strategy}_number", imputer.fit(marked), rows="marked")
        if data.version >= (1, 2):
            imputer = SimpleImputer(strategy=strategy, keep_empty_features=True)
            yield Case(f"simple_{strategy}_kept", imputer.fit(holed), rows="missing")
    yield Case("simple_fill_7", SimpleImputer(strategy="constant", fill_value=7).fit(missing.X), rows="missing")
    yield Case("simple_zero", SimpleImputer(missing_values=0, strategy="median").fit(words.X), rows="words")

    hot = OneHotEncoder(handle_unknown="ignore")
    for name, imputer in {
        "frequent": SimpleImputer(strategy="most_frequent"),
        "constant": SimpleImputer(strategy="constant"),
        "fill": SimpleImputer(strategy="constant", fill_value="none"),
        "indicator": SimpleImputer(strategy="most_frequent", add_indicator=True),
    }.items():
        yield Case(f"texts_{name}", make_pipeline(imputer, hot).fit(gaps[:, 2:]), rows="texts_gaps")
    imputer = SimpleImputer(missing_values="?", strategy="most_frequent")
    yield Case("texts_question", make_pipeline(imputer, hot).fit(questioned), rows="questioned")
    imputer = SimpleImputer(missing_values=None, strategy="most_frequent")
    yield Case("texts_none", make_pipeline(imputer, hot).fit(mixed.texts), rows="texts")

    yield Case("indicator", MissingIndicator().fit(missing.X), rows="missing")
    yield Case("indicator_some", MissingIndicator().fit(some), rows="some")
    yield Case("indicator_lenient", MissingIndicator(error_on_new=False).fit(some), rows="missing")
    yield Case("indicator_all", MissingIndicator(features="all").fit(some), rows="missing")
    yield Case("indicator_number", MissingIndicator(missing_values=-1).fit(marked), rows="marked")
    yield Case("indicator_sparse", MissingIndicator(sparse=True).fit(missing.X), rows="missing")

    # Numbers of which no two rows are equally far from a third.
    random = numpy.random.RandomState(30)
    scattered = data.holes(random.normal(size=(50, 4)), 31, 0.3)
    asked = numpy.concatenate([data.holes(random.normal(size=(25, 4)), 32, 0.5), numpy.full((1, 4), numpy.nan)])
    data.rows.setdefault("scattered", asked)
    data.rows.setdefault("scattered_marked", numpy.nan_to_num(asked, nan=-99))
    holed = numpy.column_stack([scattered[:, 0], numpy.full(50, numpy.nan), scattered[:, 1:3]])
    some = numpy.column_stack([random.normal(size=50), scattered[:, 1:]])
    for weights in ["uniform", "distance"]:
        for count in [1, 4, 500]:
            imputer = KNNImputer(n_neighbors=count, weights=weights)
            yield Case(f"neighbours_{weights}_{count}", imputer.fit(scattered), rows="scattered")
    yield Case("neighbours_empty", KNNImputer().fit(holed), rows="scattered")
    yield Case("neighbours_indicator", KNNImputer(add_indicator=True).fit(some), rows="scattered")
    imputer = KNNImputer(missing_values=-99).fit(numpy.nan_to_num(scattered, nan=-99))
    yield Case("neighbours_number", imputer, rows="scattered_marked")
    if data.version >= (1, 2):
        yield Case("neighbours_kept", KNNImputer(keep_empty_features=True).fit(holed), rows="scattered")

    for name, imputer in {
        "linear": IterativeImputer(LinearRegression(), max_iter=3, random_state=0),
        "ridge": IterativeImputer(Ridge(), min_value=0, max_value=[6, 4, 5, 2], max_iter=4, random_state=0),
        "nearest": IterativeImputer(LinearRegression(), n_nearest_features=2, max_iter=2, random_state=0),
        "indicator": IterativeImputer(LinearRegression(), add_indicator=True, max_iter=2, random_state=0),
        "bayesian": IterativeImputer(random_state=0, max_iter=4),
        "none": IterativeImputer(LinearRegression(), max_iter=0),
    }.items():
        yield Case(f"iterative_{name}", imputer.fit(missing.X), rows="missing")
    imputer = IterativeImputer(LinearRegression(), max_iter=2, random_state=0)
    yield Case("iterative_empty", imputer.fit(holed), rows="scattered")

    pipeline = make_pipeline(SimpleImputer(), StandardScaler(), LogisticRegression())
    yield Case("pipeline_simple", pipeline.fit(missing.X, missing.strings), rows="missing")
    pipeline = make_pipeline(KNNImputer(), StandardScaler(), LogisticRegression())
    yield Case("pipeline_neighbours", pipeline.fit(scattered, numpy.arange(50) % 2), rows="scattered")
    pipeline = make_pipeline(SimpleImputer(strategy="most_frequent"), hot, LogisticRegression())
    yield Case("pipeline_texts", pipeline.fit(gaps[:, 2:], mixed.strings), rows="texts_gaps")
