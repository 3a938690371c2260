extension GlobalPolicy {
    /// What files of scikit-learn 0.22 to 1.9 name, written by pickle or joblib.
    ///
    /// `builtins.getattr` is not among the names on purpose: every exploit needs it. Randomised searches over scipy's
    /// discrete distributions write one reading of an attribute with it, which ``attributeReading`` describes.
    package static let scikitLearn = GlobalPolicy(
        names: Set(
            builtinNames + numpyNames + numpyFunctionNames + numpyRandomNames + scipyNames + boosterNames + lossNames
                + otherNames
        ),
        modulePrefixes: ["sklearn."],
        modules: ["scipy.stats._continuous_distns", "scipy.stats._discrete_distns"],
        attributeReading: .scipyDistributions
    )

    /// Types that healthy files name as settings (`dtype=int`) or make empty; nothing here can call them.
    private static let builtinNames =
        [
            "bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "object", "range", "set",
            "slice",
            "str", "tuple",
        ].map { "builtins.\($0)" }
        + [
            "bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "long", "object", "set", "slice",
            "str", "tuple", "unicode", "xrange",
        ].map { "__builtin__.\($0)" }
        + [
            "_codecs.encode", "collections.OrderedDict", "collections.defaultdict", "copy_reg._reconstructor",
            "copyreg._reconstructor", "functools.partial",
        ]

    private static let numpyNames =
        ["numpy.core", "numpy._core"].flatMap { core in
            ["\(core)._ufunc_reconstruct"]
                + ["multiarray._reconstruct", "multiarray.scalar", "numeric._frombuffer"].map { "\(core).\($0)" }
        }
        + [
            "bool", "bool_", "dtype", "float16", "float32", "float64", "floating", "generic", "inexact", "int16",
            "int32", "int64", "int8", "integer", "longdouble", "longlong", "ndarray", "number", "object_",
            "signedinteger", "str_", "uint16", "uint32", "uint64", "uint8", "ulonglong", "unsignedinteger",
            "vectorize",
            "matrix", "matrixlib.defmatrix.matrix", "memmap", "core.memmap.memmap", "_core.memmap.memmap",
            "ma.MaskedArray", "ma.core.MaskedArray", "ma.core.MaskedConstant", "ma.core._mareconstruct",
        ].map { "numpy.\($0)" }

    private static let numpyRandomNames = [
        "__RandomState_ctor", "_generator.Generator", "_mt19937.MT19937", "_pcg64.PCG64", "_pcg64.PCG64DXSM",
        "_philox.Philox", "_pickle.__bit_generator_ctor", "_pickle.__generator_ctor", "_pickle.__randomstate_ctor",
        "_sfc64.SFC64", "bit_generator.SeedSequence", "bit_generator.__pyx_unpickle_SeedSequence",
        "mtrand.RandomState",
    ].map { "numpy.random.\($0)" }

    /// Functions that people hand to a `FunctionTransformer`.
    ///
    /// Numpy pickles its compiled ones under three module names, according to its version.
    private static let numpyFunctionNames =
        ["numpy", "numpy.core._multiarray_umath", "numpy._core._multiarray_umath"].flatMap { module in
            [
                "absolute", "add", "arccos", "arccosh", "arcsin", "arcsinh", "arctan", "arctan2", "arctanh", "cbrt",
                "ceil", "clip", "conjugate", "cos", "cosh", "deg2rad", "degrees", "divide", "exp", "exp2", "expm1",
                "fabs", "floor", "floor_divide", "fmax", "fmin", "fmod", "hypot", "invert", "isfinite", "isinf",
                "isnan",
                "log", "log10", "log1p", "log2", "logaddexp", "logical_not", "maximum", "minimum", "mod", "multiply",
                "negative", "positive", "power", "rad2deg", "radians", "reciprocal", "remainder", "rint", "sign",
                "signbit", "sin", "sinh", "spacing", "sqrt", "square", "subtract", "tan", "tanh", "true_divide",
                "trunc",
            ].map { "\(module).\($0)" }
        }
        + [
            "abs", "amax", "amin", "around", "array", "asarray", "atleast_2d", "column_stack", "cumprod", "cumsum",
            "diff", "fix",
            "hstack", "identity", "log", "max", "mean", "median", "min", "nan_to_num", "nanmean", "nanmedian", "pow",
            "ravel", "real",
            "reshape", "round", "round_", "sinc", "squeeze", "std", "sum", "transpose", "where",
        ].map { "numpy.\($0)" }

    private static let scipyNames =
        [
            "_lib.array_api_compat.numpy._aliases.asarray",
            "interpolate._bsplines.BSpline", "interpolate._interpolate.interp1d", "interpolate.interpolate.interp1d",
            "sparse._arrays.coo_array", "sparse._arrays.csc_array", "sparse._arrays.csr_array",
            "stats._distn_infrastructure.rv_continuous_frozen", "stats._distn_infrastructure.rv_discrete_frozen",
            "stats._distn_infrastructure.rv_frozen", "stats._distn_infrastructure.rv_sample",
        ].map { "scipy.\($0)" }
        + ["coo", "csc", "csr"].flatMap { layout in
            ["_\(layout).\(layout)_array", "_\(layout).\(layout)_matrix", "\(layout).\(layout)_matrix"]
                .map { "scipy.sparse.\($0)" }
        }
        + ["_special_ufuncs", "_ufuncs"].flatMap { module in
            [
                "boxcox", "boxcox1p", "cbrt", "erf", "exp10", "exp2", "expit", "expm1", "inv_boxcox", "inv_boxcox1p",
                "log1p", "log_expit", "logit", "ndtr", "ndtri",
            ].map { "scipy.special.\(module).\($0)" }
        }

    private static let boosterNames =
        ["XGBClassifier", "XGBModel", "XGBRFClassifier", "XGBRFRegressor", "XGBRanker", "XGBRegressor"]
        .map { "xgboost.sklearn.\($0)" }
        + ["xgboost.callback.EarlyStopping", "xgboost.compat.XGBoostLabelEncoder", "xgboost.core.Booster"]
        + ["LGBMClassifier", "LGBMModel", "LGBMRanker", "LGBMRegressor"].map { "lightgbm.sklearn.\($0)" }
        + ["lightgbm.basic.Booster", "lightgbm.compat._LGBMLabelEncoder"]

    private static let otherNames = [
        "joblib.numpy_pickle.NumpyArrayWrapper",
        "pandas.core.indexes.base.Index", "pandas.core.indexes.base._new_Index",
        "pandas.core.indexes.range.RangeIndex",
    ]

    /// The compiled losses, which scikit-learn 1.5 to 1.8 names without their package.
    private static let lossNames = [
        "CyAbsoluteError", "CyExponentialLoss", "CyHalfBinomialLoss", "CyHalfGammaLoss", "CyHalfMultinomialLoss",
        "CyHalfPoissonLoss", "CyHalfSquaredError", "CyHalfTweedieLoss", "CyHalfTweedieLossIdentity", "CyHuberLoss",
        "CyPinballLoss",
    ].flatMap { ["_loss.\($0)", "_loss.__pyx_unpickle_\($0)"] }
}
