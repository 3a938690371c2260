import Inference
import Testing

struct PipelineTests {
    private func final(_ coefficients: [Double]) throws -> LinearClassifier {
        try LinearClassifier(
            coefficients: Matrix([coefficients]),
            intercepts: [0],
            classes: [.integer(0), .integer(1)],
            link: .oneAgainstRest,
            featureNames: nil
        )
    }

    @Test func `Features are scaled before the model sees them`() throws {
        let scaler = try StandardScaler(featureCount: 2, means: [10, 20], scales: [2, 4])
        let pipeline = try Pipeline([scaler], final: final([1, 1]), featureNames: ["a", "b"])
        let scaled = try pipeline.predict(FeatureTable(Matrix([[14, 12]])), asking: .probabilities)
        let plain = try final([1, 1]).predict(Matrix([[2, -2]]), asking: .probabilities)
        #expect(scaled == plain)
        #expect(pipeline.signature.featureNames == ["a", "b"])
        #expect(pipeline.memoryBytes == 32 + 24)
    }

    @Test func `A scaler without means or scales leaves them out`() throws {
        var rows = Matrix([[14, 12]])
        try StandardScaler(featureCount: 2, means: nil, scales: [2, 4]).transform(&rows)
        #expect(rows.values == [7, 3])
        try StandardScaler(featureCount: 2, means: [7, 1], scales: nil).transform(&rows)
        #expect(rows.values == [0, 2])
    }

    @Test func `A scaler lets what is missing pass, and nothing infinite`() throws {
        let scaler = try StandardScaler(featureCount: 1, means: [1], scales: [1])
        var rows = Matrix([[Double.nan]])
        try scaler.transform(&rows)
        #expect(rows.values[0].isNaN)
        rows = Matrix([[Double.infinity]])
        #expect(throws: PredictionError(.notFinite, "")) { try scaler.transform(&rows) }
        let pipeline = try Pipeline([scaler], final: final([1]), featureNames: nil)
        #expect(!pipeline.signature.acceptsMissing)
        #expect(throws: PredictionError(.notFinite, "")) {
            try pipeline.predict(FeatureTable(Matrix([[Double.nan]])), asking: [])
        }
    }

    @Test func `Steps of different widths make no pipeline`() throws {
        let scaler = try StandardScaler(featureCount: 3, means: nil, scales: nil)
        #expect(throws: ModelStructureError.self) { try Pipeline([scaler], final: final([1, 1]), featureNames: nil) }
    }

    @Test func `Scalers that do not hold together are refused`() {
        #expect(throws: ModelStructureError.self) { try StandardScaler(featureCount: 0, means: nil, scales: nil) }
        #expect(throws: ModelStructureError.self) { try StandardScaler(featureCount: 1 << 40, means: nil, scales: nil) }
        #expect(throws: ModelStructureError.self) { try StandardScaler(featureCount: 2, means: [1], scales: nil) }
        #expect(throws: ModelStructureError.self) { try StandardScaler(featureCount: 1, means: [.nan], scales: nil) }
        #expect(throws: ModelStructureError.self) { try StandardScaler(featureCount: 1, means: nil, scales: [0]) }
    }
}
