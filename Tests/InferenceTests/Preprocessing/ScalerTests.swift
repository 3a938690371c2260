import Inference
import Testing

/// Expected numbers are scikit-learn 1.9.1's; 1.0.2 gives the same.
struct ScalerTests {
    @Test func `Sparse rows stay sparse where nothing is taken off`() throws {
        let scaler = try StandardScaler(featureCount: 3, means: nil, scales: [2, 4, 5])
        let (values, areSparse) = try scaler.sparseRows([[0, 8, 1], [0, 0, 0]])
        #expect(areSparse && values == [[0, 2, 1 * (1 / 5.0)], [0, 0, 0]])
        let centred = try StandardScaler(featureCount: 1, means: [1], scales: nil)
        let (shifted, isSparse) = try centred.sparseRows([[0], [3]])
        #expect(!isSparse && shifted == [[-1], [2]])
    }

    @Test func `A range scaler cuts what is outside and keeps what is missing`() throws {
        let scaler = try MinMaxScaler(scales: [0.5], offsets: [-1], bounds: (lower: -1, upper: 1))
        #expect(agree(try scaler.rows([[1], [9], [-9], [.nan]]), [[-0.5], [1], [-1], [.nan]]))
        #expect(scaler.refusal([.infinity])?.code == .notFinite)
        #expect(throws: ModelStructureError.self) {
            try MinMaxScaler(scales: [1], offsets: [0], bounds: (lower: .nan, upper: 1))
        }
    }

    @Test(arguments: [
        (Normalizer.Norm.sum, [[-0.375, 0.5, 0.125]]),
        (.euclidean, [[-3 / 26.0.squareRoot(), 4 / 26.0.squareRoot(), 1 / 26.0.squareRoot()]]),
        (.largest, [[-0.75, 1, 0.25]]),
    ])
    func `Rows are divided by their length`(_ norm: Normalizer.Norm, _ expected: [[Double]]) throws {
        let normalizer = try Normalizer(featureCount: 3, norm: norm)
        #expect(agree(try normalizer.rows([[-3, 4, 1]]), expected))
        #expect(try normalizer.rows([[0, 0, 0], [1e-17, 0, 0]]) == [[0, 0, 0], [1e-17, 0, 0]])
        #expect(try normalizer.sparseRows([[0, 1e-17, 0]]).values == [[0, 1, 0]])
    }

    @Test func `A binariser with a threshold below zero makes zeros ones`() throws {
        #expect(try Binarizer(featureCount: 2, threshold: 1).rows([[1, 1.5]]) == [[0, 1]])
        let (values, areSparse) = try Binarizer(featureCount: 2, threshold: -1).sparseRows([[0, 2]])
        #expect(values == [[1, 1]] && !areSparse)
    }

    @Test func `Shares are the mean of both walks along the quantiles`() throws {
        let quantiles = Matrix([[1, 10], [2, 20], [2, 30], [5, 40], [9, 50]])
        let rows = [[2, 35], [0, 99], [1.5, 10], [.nan, 50]]
        let shares = [0, 0.25, 0.5, 0.75, 1]
        let uniform = try QuantileTransformer(quantiles: quantiles, shares: shares, distribution: .uniform)
        #expect(agree(try uniform.rows(rows), [[0.375, 0.625], [0, 1], [0.125, 0], [.nan, 1]]))
        let normal = try QuantileTransformer(quantiles: quantiles, shares: shares, distribution: .normal)
        let expected = [
            [-0.318_639_363_964_375_14, 0.318_639_363_964_375_14], [-5.199_337_582_605_575, 5.199_337_582_703_42],
            [-1.150_349_380_376_007_9, -5.199_337_582_605_575], [.nan, 5.199_337_582_703_42],
        ]
        #expect(agree(try normal.rows(rows), expected))
    }

    @Test func `Powers keep their sign and need positive numbers for Box and Cox`() throws {
        let rows = [[3.0, -2], [-1, 7], [0, -0.5]]
        let expected = [[2, -4], [-1.218_951_416_497_46, 2.079_441_541_679_835_7], [0, -0.625]]
        for method in [PowerTransformer.Method.yeoJohnson, .yeoJohnsonByLogarithms] {
            let power = try PowerTransformer(exponents: [0.5, 0], method: method)
            #expect(agree(try power.rows(rows), expected))
            let square = try PowerTransformer(exponents: [2, 2], method: method)
            #expect(agree(try square.rows([[3, -2]]), [[7.5, -1.098_612_288_668_109_8]]))
        }
        let boxCox = try PowerTransformer(exponents: [0.5, 0], method: .boxCox)
        #expect(agree(try boxCox.rows([[4, 1]]), [[2, 0]]))
        #expect(boxCox.refusal([4, 0])?.place == PredictionError.Place(row: 0, column: 1))
    }

    @Test func `Before scikit-learn 1.1 a value just below an edge fell above it`() throws {
        let edges = [[1.0, 2.0]]
        let exact = try BinDiscretizer(edges: edges, rule: .exact)
        #expect(try exact.rows([[0.999_999], [1], [5], [-5]]) == [[0], [1], [2], [0]])
        let tolerant = try BinDiscretizer(edges: edges, rule: .tolerant)
        #expect(try tolerant.rows([[0.999_999], [1], [5], [-5]]) == [[1], [1], [2], [0]])
        let indicator = try BinIndicator(exact, isSparse: true)
        let (values, areSparse) = try indicator.sparseRows([[1.5], [0]])
        #expect(areSparse && values == [[0, 1, 0], [1, 0, 0]])
    }

    @Test func `A function of numpy is known by each of its names`() throws {
        #expect(NumberFunction("round_", in: "numpy") == .rint && NumberFunction("abs", in: "numpy") == .absolute)
        #expect(NumberFunction("expm1", in: "numpy.core._multiarray_umath") == .expm1)
        #expect(NumberFunction("expit", in: "scipy.special._ufuncs") == .expit)
        #expect(NumberFunction("eval", in: "numpy") == nil && NumberFunction("log", in: "numpyish") == nil)
        #expect(
            NumberFunction("log", in: "numpy.ma.core") == nil && NumberFunction("sqrt", in: "numpy.lib.scimath") == nil
        )
        let signs = try FunctionTransformer(featureCount: 4, function: .sign, isChecked: false)
        #expect(agree(try signs.rows([[-3, 0, 5, .nan]]), [[-1, 0, 1, .nan]]))
        #expect(try signs.sparseRows([[0, 0, 7, 0]]).areSparse)
        let cosine = try FunctionTransformer(featureCount: 1, function: .cos, isChecked: true)
        #expect(try cosine.sparseRows([[0]]).values == [[1]])
        #expect(cosine.refusal([.nan])?.code == .notFinite)
    }

    @Test func `A function of nothing lets texts pass`() throws {
        let nothing = try FunctionTransformer(featureCount: 1, function: nil, isChecked: false)
        var table = FeatureTable(Matrix([[.nan]]), texts: [0: ["a"]])
        try nothing.transform(&table)
        #expect(table[0, 0] == .text("a"))
    }
}
