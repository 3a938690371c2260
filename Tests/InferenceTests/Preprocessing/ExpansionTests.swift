import Inference
import Testing

/// Expected numbers are scikit-learn 1.9.1's; 1.0.2 gives the same.
struct ExpansionTests {
    private func polynomial(
        _ featureCount: Int,
        _ lowest: Int,
        _ highest: Int,
        isInteractionOnly: Bool = false,
        hasBias: Bool = true
    ) throws -> PolynomialFeatures {
        try PolynomialFeatures(
            featureCount: featureCount,
            degrees: (lowest, highest),
            isInteractionOnly: isInteractionOnly,
            hasBias: hasBias
        )
    }

    @Test func `Products come degree by degree in the order of their features`() throws {
        #expect(try polynomial(2, 2, 3).rows([[2, 3]]) == [[1, 4, 6, 9, 8, 12, 18, 27]])
        let interactions = try polynomial(3, 0, 3, isInteractionOnly: true, hasBias: false)
        #expect(try interactions.rows([[2, 3, 5]]) == [[2, 3, 5, 6, 10, 15, 30]])
        #expect(try polynomial(2, 0, 1_000_000, isInteractionOnly: true).rows([[2, 3]]) == [[1, 2, 3, 6]])
    }

    @Test func `More products than a row can have are refused before they are made`() {
        #expect(throws: ModelStructureError.self) { try polynomial(1 << 20, 0, 2) }
        #expect(throws: ModelStructureError.self) { try polynomial(3, 0, .max) }
        #expect(throws: ModelStructureError.self) { try polynomial(3, 4, 2) }
        #expect(throws: ModelStructureError.self) { try polynomial(0, 0, 2) }
        #expect(throws: ModelStructureError.self) { try polynomial(2, 3, 9, isInteractionOnly: true, hasBias: false) }
    }

    @Test(arguments: [
        (SplineTransformer.Extrapolation.constant, [[0, 0, 0.5, 0.5], [0.5, 0.5, 0, 0]]),
        (.linear, [[0, 0, -0.5, 1.5], [1.5, -0.5, 0, 0]]), (.continue, [[0, 0.5, -1.5, 2], [2, -1.5, 0.5, 0]]),
    ])
    func `Splines go on outside of their range as they were told`(
        _ extrapolation: SplineTransformer.Extrapolation,
        _ outside: [[Double]]
    ) throws {
        let splines = try splines(extrapolation)
        #expect(agree(try splines.rows([[0.5], [2]]), [[0.125, 0.75, 0.125, 0], [0, 0, 0.5, 0.5]]))
        #expect(agree(try splines.rows([[3], [-1]]), outside))
    }

    @Test func `Periodic splines repeat`() throws {
        let expected = [[0.25, 0.75], [0.25, 0.75], [0.25, 0.75], [0.5, 0.5]]
        #expect(agree(try splines(.periodic).rows([[0.5], [2.5], [-1.5], [2]]), expected))
    }

    @Test func `Splines refuse what is outside when they were told so, and what is missing`() throws {
        #expect(try splines(.error).refusal([2.1])?.code == .outOfRange)
        #expect(try splines(.constant).refusal([.nan])?.code == .notFinite)
        #expect(try splines(.constant, acceptsMissing: true).rows([[.nan]]) == [[0, 0, 0, 0]])
    }

    @Test(arguments: [[], [0], [0, 1, 2], [0, 1, 2, 3, 2, 5, 6], [0, 1, .nan, 3, 4, 5, 6]])
    func `Knots that make no splines are refused`(_ knots: [Double]) {
        #expect(throws: ModelStructureError.self) { try splines(.constant, knots: knots) }
        #expect(throws: ModelStructureError.self) { try splines(.periodic, knots: knots) }
    }

    private func splines(
        _ extrapolation: SplineTransformer.Extrapolation,
        knots: [Double] = [-2, -1, 0, 1, 2, 3, 4],
        acceptsMissing: Bool = false
    ) throws -> SplineTransformer {
        try SplineTransformer(
            knots: [knots],
            degree: 2,
            extrapolation: extrapolation,
            hasBias: true,
            acceptsMissing: acceptsMissing
        )
    }
}
