"""Scalers and functions of features, alone and before a model."""

import numpy
import scipy.special
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import (
    Binarizer,
    FunctionTransformer,
    KBinsDiscretizer,
    MaxAbsScaler,
    MinMaxScaler,
    Normalizer,
    PolynomialFeatures,
    PowerTransformer,
    QuantileTransformer,
    RobustScaler,
    SplineTransformer,
    StandardScaler,
)

from case import Case


def cases(data):
    iris, missing, cancer, words, line = data.iris, data.missing, data.cancer, data.words, data.line
    data.rows.setdefault("positive", numpy.abs(data.rows["iris"]) + 0.01)

    scalers = {
        "standard": StandardScaler(),
        "standard_no_mean": StandardScaler(with_mean=False),
        "standard_no_std": StandardScaler(with_std=False),
        "standard_nothing": StandardScaler(with_mean=False, with_std=False),
        "min_max": MinMaxScaler(),
        "min_max_range": MinMaxScaler((-2, 3.5), clip=True),
        "max_abs": MaxAbsScaler(),
        "robust": RobustScaler(),
        "robust_no_centre": RobustScaler(with_centering=False, quantile_range=(10, 80)),
        "robust_no_scale": RobustScaler(with_scaling=False),
        "robust_unit": RobustScaler(unit_variance=True),
        "quantile_uniform": QuantileTransformer(n_quantiles=20),
        "quantile_normal": QuantileTransformer(n_quantiles=50, output_distribution="normal"),
        "power": PowerTransformer(),
        "power_raw": PowerTransformer(standardize=False),
    }
    if data.version >= (1, 9):
        scalers["max_abs_clip"] = MaxAbsScaler(clip=True)
    for name, scaler in scalers.items():
        yield Case(name, scaler.fit(missing.X), rows="missing")
        yield Case(f"{name}_cancer", scaler.fit(cancer.X), rows="cancer")
    yield Case("power_box_cox", PowerTransformer("box-cox").fit(iris.X), rows="positive")
    yield Case("power_box_cox_raw", PowerTransformer("box-cox", standardize=False).fit(iris.X), rows="positive")
    for norm in ["l1", "l2", "max"]:
        yield Case(f"normalizer_{norm}", Normalizer(norm).fit(words.X), rows="words")
        yield Case(f"normalizer_{norm}_iris", Normalizer(norm).fit(iris.X))
    yield Case("binarizer", Binarizer(threshold=1.4).fit(iris.X))

    for strategy in ["uniform", "quantile", "kmeans"]:
        options = {"quantile_method": "averaged_inverted_cdf"} if data.version >= (1, 7) else {}
        for encode in ["ordinal", "onehot", "onehot-dense"]:
            name = f"bins_{strategy}_{encode}".replace("-", "_")
            yield Case(name, KBinsDiscretizer(4, encode=encode, strategy=strategy, **options).fit(iris.X))
    yield Case("bins_differing", KBinsDiscretizer([2, 3, 4, 5], encode="onehot", strategy="uniform").fit(iris.X))
    yield Case("bins_words", KBinsDiscretizer(3, encode="ordinal", strategy="uniform").fit(words.X), rows="words")

    for name, options in {
        "polynomial": {},
        "polynomial_3": {"degree": 3},
        "polynomial_4_interactions": {"degree": 4, "interaction_only": True},
        "polynomial_7_interactions": {"degree": 7, "interaction_only": True, "include_bias": False},
        "polynomial_no_bias": {"degree": 2, "include_bias": False},
        "polynomial_2_to_3": {"degree": (2, 3)},
        "polynomial_3_to_3": {"degree": (3, 3), "include_bias": False},
        "polynomial_2_to_4_interactions": {"degree": (2, 4), "interaction_only": True},
        "polynomial_1": {"degree": 1},
    }.items():
        yield Case(name, PolynomialFeatures(**options).fit(iris.X))

    for extrapolation in ["constant", "linear", "continue", "periodic"]:
        for degree in [0, 1, 2, 3, 5]:
            if degree == 0 and extrapolation != "continue":
                continue
            knots = 4 if degree < 4 else 7
            spline = SplineTransformer(n_knots=knots, degree=degree, extrapolation=extrapolation)
            yield Case(f"spline_{extrapolation}_{degree}", spline.fit(iris.X))
    spline = SplineTransformer(n_knots=5, knots="quantile", include_bias=False).fit(line.X)
    yield Case("spline_quantile", spline, rows="line")
    if data.version >= (1, 3):
        yield Case("spline_sparse", SplineTransformer(n_knots=4, sparse_output=True).fit(iris.X))
    if data.version >= (1, 9):
        yield Case("spline_missing", SplineTransformer(n_knots=4, handle_missing="zeros").fit(missing.X), rows="missing")
    yield Case("spline_error", SplineTransformer(extrapolation="error").fit(data.rows["iris"]))

    names = (
        "log1p expm1 sqrt log log2 log10 exp exp2 abs fabs square cbrt sin cos tan tanh sinh cosh arcsinh arctan sign "
        "negative reciprocal floor ceil trunc rint round nan_to_num degrees deg2rad"
    )
    for name in names.split():
        function = FunctionTransformer(getattr(numpy, name), validate=True).fit(iris.X)
        yield Case(f"function_{name}", function, rows="positive", estimator="FunctionTransformer")
    for name in ["expit", "logit"]:
        function = FunctionTransformer(getattr(scipy.special, name), validate=True).fit(iris.X)
        yield Case(f"function_{name}", function, rows="positive", estimator="FunctionTransformer")
    yield Case("function_none", FunctionTransformer(validate=True).fit(iris.X))
    if data.version >= (1, 2):
        function = FunctionTransformer(numpy.nan_to_num).fit(missing.X)
        yield Case("function_missing", function, rows="missing")
    # Before 1.2 a function did not write how many features it takes.
    for name, steps in {
        "function_pipeline": [FunctionTransformer(numpy.log1p)],
        "function_first": [FunctionTransformer(numpy.sqrt), FunctionTransformer(numpy.log1p), StandardScaler()],
        "function_last": [StandardScaler(), FunctionTransformer(numpy.abs)],
        "function_columns": [
            ColumnTransformer(
                [
                    ("one", FunctionTransformer(numpy.log1p), [0, 2]),
                    ("two", make_pipeline(FunctionTransformer(numpy.sqrt)), [1]),
                    ("three", FunctionTransformer(), [3]),
                ]
            )
        ],
    }.items():
        pipeline = make_pipeline(*steps, LogisticRegression())
        yield Case(name, pipeline.fit(iris.X, iris.y), rows="positive")

    for name, step in {
        "pipeline_min_max": MinMaxScaler(),
        "pipeline_bins": KBinsDiscretizer(3, strategy="uniform"),
        "pipeline_polynomial": PolynomialFeatures(),
        "pipeline_power": PowerTransformer(),
        "pipeline_quantile": QuantileTransformer(n_quantiles=10),
        "pipeline_spline": SplineTransformer(),
    }.items():
        yield Case(name, make_pipeline(step, LogisticRegression(max_iter=300)).fit(iris.X, iris.strings))
