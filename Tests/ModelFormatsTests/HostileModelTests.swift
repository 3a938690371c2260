import Inference
import ModelFormats
import Testing

/// Small files of estimators that nobody trained: an error, and soon; never a trap, and never more memory than a file of
/// that size needs.
struct HostileModelTests {
    private static let wide = 1 << 22

    /// An estimator, the state of each in pickle instructions.
    private func estimator(_ module: String, _ name: String, _ state: [(String, String)]) -> String {
        "csklearn.\(module)\n\(name)\n)\u{81}}(" + state.map { text($0.0) + $0.1 }.joined() + "ub"
    }

    private func text(_ text: String) -> String { "X" + number(text.utf8.count).dropFirst() + text }

    /// Four bytes, little end first.
    private func number(_ value: Int) -> String {
        "J" + (0..<4).map { String(Unicode.Scalar(UInt8(truncatingIfNeeded: value >> (8 * $0)))) }.joined()
    }

    /// An array of one byte a number.
    ///
    /// - Parameter columns: of two dimensions; nil for one.
    private func array(_ values: [UInt8], columns: Int? = nil) -> String {
        let shape = columns.map { number(values.count / $0) + number($0) + "\u{86}" } ?? number(values.count) + "\u{85}"
        let bytes = String(String.UnicodeScalarView(values.map { Unicode.Scalar($0) }))
        return "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\u{0}\u{85}C\u{1}btR(K\u{1}"
            + shape + "cnumpy\ndtype\n(" + text("u1") + "\u{89}\u{88}tR(K\u{3}" + text("|")
            + "NNNJ\u{ff}\u{ff}\u{ff}\u{ff}J\u{ff}\u{ff}\u{ff}\u{ff}K\u{0}tb\u{89}B" + number(values.count).dropFirst()
            + bytes + "tb"
    }

    /// The same member so many times: the first as it is, and then by reference.
    private func list(_ member: String, count: Int) -> String {
        "](" + member + "q\u{c8}" + String(repeating: "h\u{c8}", count: count - 1) + "e"
    }

    private func file(_ root: String) -> [UInt8] {
        ("\u{80}\u{3}" + root + ".").unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    private func pipeline(_ steps: String) -> String {
        estimator("pipeline", "Pipeline", [("steps", steps), version])
    }

    private var version: (String, String) { ("_sklearn_version", text("1.5.2")) }
    private var dummy: String {
        estimator("dummy", "DummyRegressor", [("constant_", array([1])), ("n_features_in_", number(1))])
    }

    /// The error for a file, which comes soon.
    private func refusal(_ root: String) -> ModelFileError? {
        let bytes = file(root)
        var refusal: ModelFileError?
        let time = ContinuousClock().measure {
            do throws(ModelFileError) { _ = try ModelFile.load(bytes) } catch { refusal = error }
        }
        #expect(time < .seconds(20))
        return refusal
    }

    // MARK: Models of no classes

    @Test func `Regressors do not vote about no classes`() {
        let voting = estimator(
            "ensemble._voting",
            "VotingClassifier",
            [("estimators_", list(dummy, count: 2)), ("classes_", array([])), ("voting", text("hard")), version]
        )
        #expect(refusal(voting)?.message.contains("was not trained on its 0 classes") == true)
    }

    @Test func `Support vectors of no classes are malformed`() {
        let none =
            "cscipy.sparse._csr\ncsr_matrix\n)\u{81}}("
            + text("_shape") + "K\u{0}K\u{0}\u{86}" + text("indptr") + array([0]) + text("indices") + array([])
            + text("data") + array([]) + "ub"
        let machine = estimator(
            "svm._classes",
            "SVC",
            [
                ("classes_", array([])), ("kernel", text("linear")), ("_n_support", array([])),
                ("support_vectors_", array([1], columns: 1)), ("_dual_coef_", none), ("_intercept_", array([])),
                version,
            ]
        )
        #expect(refusal(machine)?.message.contains("The _dual_coef_ of the SVC has 0 values") == true)
    }

    @Test func `Bagged models of less than no features are malformed`() {
        let bagging = estimator(
            "ensemble._bagging",
            "BaggingRegressor",
            [
                ("estimators_", list(dummy, count: 2)), ("estimators_features_", list(array([0]), count: 2)),
                ("n_features_in_", number(-1)), version,
            ]
        )
        #expect(refusal(bagging)?.message.contains("gets 1 of -1") == true)
    }

    @Test func `Pairs of classes over less than no features are malformed`() {
        let pair = estimator(
            "linear_model._base",
            "LinearRegression",
            [("coef_", array([1])), ("intercept_", "K\u{0}"), ("n_features_in_", number(1))]
        )
        let pairs = estimator(
            "multiclass",
            "OneVsOneClassifier",
            [
                ("estimators_", list(pair, count: 1)), ("pairwise_indices_", list(array([0]), count: 1)),
                ("classes_", array([0, 1])), ("n_features_in_", number(-1)), version,
            ]
        )
        #expect(refusal(pairs)?.message.contains("-1") == true)
    }

    @Test func `More factors than features are not computed with`() {
        let factors = estimator(
            "decomposition._factor_analysis",
            "FactorAnalysis",
            [
                ("mean_", array([0])), ("noise_variance_", array([1])),
                ("components_", array([UInt8](repeating: 1, count: 250), columns: 1)),
            ]
        )
        let refusal = refusal(pipeline("](" + text("f") + factors + "\u{86}" + text("m") + dummy + "\u{86}e"))
        #expect(refusal?.message.contains("250 factors of 1 features") == true)
    }

    // MARK: Widths that the file holds no numbers for

    @Test func `A polynomial of millions of products is paid for each time`() {
        let polynomial = estimator(
            "preprocessing._polynomial",
            "PolynomialFeatures",
            [("n_features_in_", number(3)), ("degree", number(280)), version]
        )
        let selector = estimator(
            "compose._column_transformer",
            "ColumnTransformer",
            [
                ("n_features_in_", number(Self.wide - 10)),
                ("transformers_", "](" + text("a") + text("passthrough") + "](K\u{0}e\u{87}e"),
            ]
        )
        let path = pipeline("](" + text("a") + polynomial + "\u{86}" + text("b") + selector + "\u{86}e")
        let union = estimator(
            "pipeline",
            "FeatureUnion",
            [("transformer_list", list(text("a") + path + "\u{86}", count: 200))]
        )
        #expect(
            refusal(pipeline("](" + text("u") + union + "\u{86}" + text("m") + dummy + "\u{86}e"))?.code == .overBudget
        )
    }

    @Test func `Slices are paid for by their columns`() {
        let first = estimator(
            "compose._column_transformer",
            "ColumnTransformer",
            [
                ("n_features_in_", number(Self.wide)),
                ("transformers_", "](" + text("a") + text("passthrough") + "](K\u{0}e\u{87}e"),
            ]
        )
        let slice = "c__builtin__\nslice\nNNN\u{87}R"
        let outer = estimator(
            "compose._column_transformer",
            "ColumnTransformer",
            [
                ("n_features_in_", number(Self.wide)),
                ("transformers_", list(text("a") + first + slice + "\u{87}", count: 50)),
            ]
        )
        #expect(
            refusal(pipeline("](" + text("c") + outer + "\u{86}" + text("m") + dummy + "\u{86}e"))?.code == .overBudget
        )
    }

    @Test func `Steps of millions of features are paid for each time`() {
        let normalizer = estimator(
            "preprocessing._data",
            "Normalizer",
            [("n_features_in_", number(Self.wide)), ("norm", text("l2"))]
        )
        let steps = list(text("n") + normalizer + "\u{86}", count: 5000)
        #expect(refusal(pipeline(steps))?.code == .overBudget)
    }

    @Test func `Sparse training rows are made dense in proportion to the file`() {
        let rows =
            "cscipy.sparse._csr\ncsr_matrix\n)\u{81}}("
            + text("_shape") + "K\u{8}" + number(Self.wide) + "\u{86}" + text("indptr")
            + array([UInt8](repeating: 0, count: 9)) + text("indices") + array([]) + text("data") + array([]) + "ub"
        let neighbours = estimator(
            "neighbors._regression",
            "KNeighborsRegressor",
            [
                ("_fit_X", rows), ("_y", array([UInt8](repeating: 1, count: 8))), ("_fit_method", text("brute")),
                ("effective_metric_", text("euclidean")), ("n_neighbors", "K\u{1}"), ("weights", text("uniform")),
                ("n_features_in_", number(Self.wide)), version,
            ]
        )
        #expect(refusal(neighbours)?.code == .unsupportedEstimator)
    }

    @Test func `Boosting over millions of features needs their bins in the file`() {
        let boosting = estimator(
            "ensemble._hist_gradient_boosting.gradient_boosting",
            "HistGradientBoostingRegressor",
            [
                ("_baseline_prediction", array([0])), ("n_features_in_", number(Self.wide)), ("_predictors", "]"),
                ("loss", text("squared_error")), version,
            ]
        )
        #expect(refusal(boosting)?.code == .overBudget)
    }

    @Test func `Bessel functions are paid for`() {
        let ones = [UInt8](repeating: 1, count: 5000)
        let kernel = estimator(
            "gaussian_process.kernels",
            "Matern",
            [("length_scale", "K\u{1}"), ("nu", "G?\u{e6}ffffff")]
        )
        let process = estimator(
            "gaussian_process._gpr",
            "GaussianProcessRegressor",
            [
                ("X_train_", array(ones, columns: 1)), ("kernel_", kernel), ("alpha_", array(ones)),
                ("_y_train_mean", array([0])), ("_y_train_std", array([1])), version,
            ]
        )
        #expect(refusal(process)?.code == .overBudget)
    }

    // MARK: Names

    @Test func `Columns are found by name without looking at all names for each`() throws {
        let count = 20_000
        let names = (0..<count).map { text("f\($0)") }.joined()
        let transformer = estimator(
            "compose._column_transformer",
            "ColumnTransformer",
            [
                ("n_features_in_", number(count)), ("_feature_names_in", objects(names, count: count)),
                ("transformers_", "](" + text("a") + text("passthrough") + "](" + names + "e\u{87}e"),
            ]
        )
        let last = estimator(
            "dummy",
            "DummyRegressor",
            [("constant_", array([1])), ("n_features_in_", number(count))]
        )
        let bytes = file(pipeline("](" + text("c") + transformer + "\u{86}" + text("m") + last + "\u{86}e"))
        let time = try ContinuousClock().measure {
            let width = try ModelFile.load(bytes).model.signature.featureCount
            #expect(width == count)
        }
        #expect(time < .seconds(20))
    }

    /// An array of `count` objects.
    private func objects(_ members: String, count: Int) -> String {
        "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\u{0}\u{85}C\u{1}btR(K\u{1}" + number(count)
            + "\u{85}cnumpy\ndtype\n(" + text("O8") + "\u{89}\u{88}tR(K\u{3}" + text("|")
            + "NNNJ\u{ff}\u{ff}\u{ff}\u{ff}J\u{ff}\u{ff}\u{ff}\u{ff}K?tb\u{89}](" + members + "etb"
    }
}
