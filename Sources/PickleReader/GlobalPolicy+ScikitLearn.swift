extension GlobalPolicy {
    /// What files of scikit-learn 0.22 to 1.9 name, written by pickle or joblib.
    ///
    /// `builtins.getattr` is left out on purpose: randomised searches name it, and so does every other exploit.
    package static let scikitLearn = GlobalPolicy(
        names: Set(builtinNames + numpyNames + libraryNames + lossNames),
        modulePrefixes: ["sklearn."]
    )

    private static let builtinNames = [
        "_codecs.encode",
        "__builtin__.bytearray", "__builtin__.bytes", "__builtin__.object", "__builtin__.set", "__builtin__.slice",
        "builtins.bytearray", "builtins.bytes", "builtins.object", "builtins.set", "builtins.slice",
        "collections.OrderedDict", "collections.defaultdict",
        "copy_reg._reconstructor", "copyreg._reconstructor",
        "functools.partial",
    ]

    private static let numpyNames =
        ["core", "_core"].flatMap { core in
            [
                "_multiarray_umath.expm1", "_multiarray_umath.log1p", "multiarray._reconstruct", "multiarray.scalar",
                "numeric._frombuffer",
            ].map { "numpy.\(core).\($0)" }
        } + [
            "numpy.bool_", "numpy.dtype", "numpy.expm1", "numpy.float32", "numpy.float64", "numpy.int32",
            "numpy.int64", "numpy.log1p", "numpy.ndarray", "numpy.number", "numpy.vectorize",
            "numpy.ma.MaskedArray", "numpy.ma.core.MaskedArray", "numpy.ma.core._mareconstruct",
            "numpy.random._mt19937.MT19937", "numpy.random._pcg64.PCG64",
            "numpy.random._pickle.__bit_generator_ctor", "numpy.random._pickle.__generator_ctor",
            "numpy.random._pickle.__randomstate_ctor", "numpy.random.bit_generator.SeedSequence",
            "numpy.random.bit_generator.__pyx_unpickle_SeedSequence",
        ]

    private static let libraryNames = [
        "joblib.numpy_pickle.NumpyArrayWrapper",
        "lightgbm.basic.Booster", "lightgbm.sklearn.LGBMClassifier", "lightgbm.sklearn.LGBMRegressor",
        "pandas.core.indexes.base.Index", "pandas.core.indexes.base._new_Index",
        "scipy._lib.array_api_compat.numpy._aliases.asarray",
        "scipy.interpolate._bsplines.BSpline", "scipy.sparse._csr.csr_matrix", "scipy.sparse.csr.csr_matrix",
        "xgboost.core.Booster", "xgboost.sklearn.XGBClassifier", "xgboost.sklearn.XGBRegressor",
    ]

    /// The compiled losses, which scikit-learn 1.5 to 1.8 names without their package.
    private static let lossNames = [
        "CyAbsoluteError", "CyExponentialLoss", "CyHalfBinomialLoss", "CyHalfGammaLoss", "CyHalfMultinomialLoss",
        "CyHalfPoissonLoss", "CyHalfSquaredError", "CyHalfTweedieLoss", "CyHalfTweedieLossIdentity", "CyHuberLoss",
        "CyPinballLoss",
    ].flatMap { ["_loss.\($0)", "_loss.__pyx_unpickle_\($0)"] }
}
