import Inference
import Testing

/// Numbers of scikit-learn 1.9.1.
struct CalibrationTests {
    private let three: [ClassLabel] = [.integer(0), .integer(1), .integer(2)]
    private let two: [ClassLabel] = [.boolean(false), .boolean(true)]

    private func probabilities(
        _ model: ScriptedModel,
        _ calibration: CalibratedClassifier.Calibration,
        _ classes: [ClassLabel],
        rowCount: Int = 1
    ) throws -> [Double]? {
        let member = CalibratedClassifier.Member(model: model, calibration: calibration)
        let calibrated = try CalibratedClassifier([member], classes: classes, featureNames: nil)
        return try calibrated.predict(ScriptedModel.rows(rowCount), asking: .probabilities).probabilities?.values
    }

    @Test func `Each class has a sigmoid, and the sum is one`() throws {
        let model = ScriptedModel(classes: three, scores: [[1, -1, 0.5], [-3, 0.25, 2]])
        let curves = [(-1, 0.1), (-2, 0), (-0.5, -0.2)].map { CalibrationCurve.sigmoid(slope: $0, intercept: $1) }
        let expected = [
            0.4934436553565484, 0.08273432269745933, 0.4238220219459922, 0.030058931985518095, 0.43404440217589524,
            0.5358966658385866,
        ]
        #expect(areClose(try probabilities(model, .curves(curves), three, rowCount: 2), expected))
    }

    @Test func `Two classes share one sigmoid`() throws {
        let model = ScriptedModel(classes: two, scores: [[-2], [0], [0.75]])
        let values = try probabilities(model, .curves([.sigmoid(slope: -1.25, intercept: 0.5)]), two, rowCount: 3)
        let expected = [0.04742587317756678, 0.3775406687981454, 0.6076631698328917].flatMap { [1 - $0, $0] }
        #expect(areClose(values, expected))
    }

    @Test func `Where every class has none, all have the same`() throws {
        let flat = try IsotonicCurve(places: [1, 3], heights: [0, 0], outside: .clip(lower: 1, upper: 3))
        let model = ScriptedModel(classes: three, probabilities: [[0.2, 0.3, 0.5]])
        let curves = [CalibrationCurve](repeating: .isotonic(flat), count: 3)
        #expect(areClose(try probabilities(model, .curves(curves), three), [1.0 / 3, 1.0 / 3, 1.0 / 3]))
    }

    @Test func `A temperature scales scores, and logarithms of probabilities`() throws {
        let scored = ScriptedModel(classes: three, scores: [[1, -2, 0.5]])
        let sure = ScriptedModel(classes: three, probabilities: [[0.2, 0.3, 0.5]])
        let binary = ScriptedModel(classes: two, scores: [[1.5]])
        let binarySure = ScriptedModel(classes: two, probabilities: [[0.25, 0.75]])
        let temperature = CalibratedClassifier.Calibration.temperature(factor: 0.6)
        #expect(
            areClose(
                try probabilities(scored, temperature, three),
                [0.5246267374281929, 0.08672021642819851, 0.3886530461436087]
            )
        )
        #expect(
            areClose(
                try probabilities(sure, temperature, three),
                [0.24948315768565116, 0.3181969318054488, 0.4323199105089001]
            )
        )
        #expect(areClose(try probabilities(binary, temperature, two), [0.14185106490048782, 0.8581489350995123]))
        #expect(areClose(try probabilities(binarySure, temperature, two), [0.340926674404322, 0.6590733255956779]))
    }

    @Test func `Calibrators that do not fit their model are refused`() throws {
        let model = ScriptedModel(classes: three, scores: [[1, -1, 0.5]])
        let curve = CalibrationCurve.sigmoid(slope: 1, intercept: 0)
        #expect(throws: ModelStructureError.self) { try probabilities(model, .curves([curve]), three) }
        #expect(throws: ModelStructureError.self) { try probabilities(model, .curves([curve, curve, curve]), two) }
        #expect(throws: ModelStructureError.self) { try probabilities(model, .temperature(factor: .nan), three) }
        #expect(throws: ModelStructureError.self) {
            try probabilities(ScriptedModel(classes: two), .curves([curve]), two)
        }
    }

    // MARK: Curves

    private func answers(_ outside: IsotonicCurve.Outside, _ places: [Double]) throws -> [Double] {
        let curve = try IsotonicCurve(
            places: [1, 2, 3, 4, 6],
            heights: [0, 0, 0.225, 0.225, 1],
            outside: outside
        )
        let rows = FeatureTable(Matrix(places.map { [$0] }))
        let outcome = try IsotonicRegression(curve, featureNames: nil).predict(rows, asking: []).outcome
        guard case .values(let values) = outcome else { return [] }
        return values.values
    }

    @Test func `A curve is straight between its corners`() throws {
        let places = [0, 1, 2.5, 3, 3.25, 5, 6, 9]
        let expected = [0, 0, 0.1125, 0.225, 0.225, 0.6125, 1, 1]
        #expect(areClose(try answers(.clip(lower: 1, upper: 6), places), expected))
        let missing = try answers(.missing, places)
        #expect(missing[0].isNaN && missing[7].isNaN)
        #expect(areClose(Array(missing[1...6]), Array(expected[1...6])))
    }

    @Test func `A curve that refuses what is outside says where it is`() throws {
        let error = #expect(throws: PredictionError.self) { try answers(.refused, [2, 7]) }
        #expect(
            error?.message
                == "Row 1, feature 0 (counted from 0) is 7.0; this model answers between 1.0 and 6.0 only. Send a number between them"
        )
        #expect(try answers(.refused, [1, 6]) == [0, 1])
    }

    @Test func `Curves that are none are refused`() {
        for (places, heights) in [([Double](), [Double]()), ([1, 2], [0]), ([2, 1], [0, 1]), ([1, .nan], [0, 1])] {
            #expect(throws: ModelStructureError.self) {
                try IsotonicCurve(places: places, heights: heights, outside: .missing)
            }
        }
        #expect(throws: ModelStructureError.self) {
            try IsotonicCurve(places: [1], heights: [1], outside: .clip(lower: 2, upper: 1))
        }
    }
}
