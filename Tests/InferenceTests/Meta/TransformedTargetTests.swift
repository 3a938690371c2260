import Inference
import Testing

/// Numbers of scikit-learn 1.9.1 and scipy 1.17.1.
struct TransformedTargetTests {
    private func answers(_ steps: [TargetInverse], to values: [Double]) throws -> [Double] {
        let model = try TransformedTarget(ScriptedModel(values: values), steps: steps, featureNames: nil)
        let outcome = try model.predict(ScriptedModel.rows(values.count), asking: []).outcome
        guard case .values(let matrix) = outcome else { return [] }
        return matrix.values
    }

    @Test func `Scales and functions are taken in their order`() throws {
        #expect(try answers([], to: [3, -1]) == [3, -1])
        #expect(try answers([.multiply([2]), .add([1])], to: [3, -1]) == [7, -1])
        #expect(try answers([.subtract([1]), .divide([4])], to: [3, -1]) == [0.5, -0.5])
        #expect(try answers([.function(.square), .function(.negative)], to: [3, -1]) == [-9, -1])
    }

    @Test(
        arguments: [
            (NumberFunction.exp, 0.5, 1.6487212707001282), (.expm1, 0.5, 0.6487212707001282),
            (.exp2, 0.5, 1.4142135623730951), (.log, 2, 0.6931471805599453),
            (.log1p, 2, 1.0986122886681098), (.log10, 2, 0.3010299956639812),
            (.log2, 8, 3), (.cbrt, 27, 3), (.sqrt, 9, 3), (.reciprocal, 4, 0.25),
            (.sinh, 1, 1.1752011936438014), (.arcsinh, 1, 0.881373587019543),
            (.expit, 1, 0.7310585786300049), (.logit, 0.75, 1.0986122886681098), (.rint, 2.5, 2),
            (.degrees, 1, 57.29577951308232),
            (.arctan, 1, 0.7853981633974483), (.absolute, -2, 2),
        ] as [(NumberFunction, Double, Double)]
    )
    func `Functions of numpy and scipy answer as theirs do`(
        _ function: NumberFunction,
        _ place: Double,
        _ expected: Double
    ) throws {
        #expect(areClose(try answers([.function(function)], to: [place]), [expected], within: 1e-15))
    }

    @Test(
        arguments: [
            (0.4, [-1.1486927732083871, 0, 3.976041599504569]), (0, [-1, 0, 8.487735836358526]),
            (2, [-3.4816890703380645, 0, 1.3452078799117149]), (2.5, [-15, 0, 1.13046475072401]),
        ] as [(Double, [Double])]
    )
    func `Powers are undone`(_ exponent: Double, _ expected: [Double]) throws {
        #expect(areClose(try answers([.yeoJohnson([exponent])], to: [-1.5, 0, 2.25]), expected))
    }

    @Test func `Powers of positive numbers are undone`() throws {
        let places = [-1.5, 0, 2.25]
        #expect(
            areClose(
                try answers([.boxCox([0.4])], to: places),
                [0.10119288512538809, 1, 4.976041599504571],
                within: 1e-13
            )
        )
        #expect(areClose(try answers([.boxCox([0])], to: places), [0.22313016014842982, 1, 9.487735836358526]))
    }

    @Test func `Quantiles are undone`() throws {
        let step = TargetInverse.quantiles(
            [[1, 2, 4, 8]],
            places: [0, 0.3333333333333333, 0.6666666666666666, 1],
            isNormal: true
        )
        let expected = [1, 1.9256126161779605, 2.9999999999999996, 6.0961369528225156, 8]
        #expect(areClose(try answers([step], to: [-9, -0.5, 0, 1, 9]), expected, within: 1e-13))
    }

    @Test func `Steps of another width are refused`() {
        let steps: [TargetInverse] = [
            .multiply([]), .add([1, 2]), .boxCox([.nan]), .quantiles([], places: [0, 1], isNormal: false),
            .quantiles([[1, 0]], places: [0, 1], isNormal: false), .quantiles([[]], places: [], isNormal: true),
        ]
        for step in steps {
            #expect(throws: ModelStructureError.self) { try answers([step], to: [1]) }
        }
        #expect(throws: ModelStructureError.self) {
            try TransformedTarget(ScriptedModel(classes: [.integer(0)]), steps: [], featureNames: nil)
        }
    }
}
