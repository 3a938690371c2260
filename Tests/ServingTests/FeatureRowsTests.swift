import Inference
import Serving
import Testing

@Suite struct FeatureRowsTests {
    private func signature(names: [String]? = ["a", "b"], acceptsMissing: Bool = false) -> ModelSignature {
        ModelSignature(
            featureCount: 2,
            featureNames: names,
            task: .regression(outputCount: 1),
            acceptsMissing: acceptsMissing,
            givesProbabilities: false
        )
    }

    private func rows(_ values: [[Double]], names: [String]? = nil, isBatch: Bool = false) -> FeatureRows {
        let matrix = Matrix(
            rowCount: values.count,
            columnCount: values.first?.count ?? 0,
            values: values.flatMap(\.self)
        )
        return FeatureRows(names: names, values: FeatureTable(matrix), isBatch: isBatch)
    }

    private func failure(_ rows: FeatureRows, _ signature: ModelSignature) -> ServingError? {
        #expect(throws: ServingError.self) { try rows.arranged(for: signature) }
    }

    @Test func `features by position pass through`() throws {
        #expect(try rows([[1, 2]]).arranged(for: signature()).matrix().values == [1, 2])
    }

    @Test func `features by name are put into training order`() throws {
        let arranged = try rows([[1, 2], [3, 4]], names: ["b", "a"], isBatch: true).arranged(for: signature())
        #expect(try arranged.matrix().values == [2, 1, 4, 3])
    }

    @Test func `a wrong count says what was got and expected`() {
        let error = failure(rows([[1, 2, 3]]), signature())
        #expect(error?.message == "features: got 3 features, expected 2")
        #expect(error?.fields.first?.path == "features")
    }

    @Test func `missing and unknown names are each named`() {
        let error = failure(rows([[1, 2]], names: ["a", "z"]), signature())
        #expect(error?.fields.map(\.path) == ["features.b", "features.z"])
    }

    @Test func `names for a model that knows none are refused`() {
        #expect(failure(rows([[1, 2]], names: ["a", "b"]), signature(names: nil))?.code == .invalidFeatures)
    }

    @Test func `a missing value is refused at its place, unless the model takes it`() throws {
        #expect(failure(rows([[1, .nan]]), signature())?.fields.first?.path == "features[1]")
        #expect(
            failure(rows([[1, 2], [.nan, 2]], isBatch: true), signature())?.fields.first?.path == "instances[1][0]"
        )
        #expect(failure(rows([[.nan, 2]], names: ["b", "a"]), signature())?.fields.first?.path == "features.b")
        #expect(try rows([[1, .nan]]).arranged(for: signature(acceptsMissing: true)).matrix().values[1].isNaN)
    }

    @Test func `an infinite value is refused even where missing ones are taken`() {
        #expect(
            failure(rows([[1, .infinity]]), signature(acceptsMissing: true))?.message.contains("too large") == true
        )
    }

    @Test func `texts are taken where the model takes texts`() throws {
        var texts = signature()
        texts.textFeatures = [1]
        let row = FeatureTable(Matrix(rowCount: 1, columnCount: 2, values: [.nan, 1]), texts: [0: ["red"]])
        let named = FeatureRows(names: ["b", "a"], values: row, isBatch: false)
        #expect(try named.arranged(for: texts)[0, 1] == .text("red"))
        let error = failure(FeatureRows(names: nil, values: row, isBatch: true), texts)
        #expect(error?.code == .wrongFeatureType)
        #expect(error?.fields.first?.path == "instances[0][0]")
        let wrong = failure(named, signature())
        #expect(wrong?.fields.first?.path == "features.b")
    }
}
