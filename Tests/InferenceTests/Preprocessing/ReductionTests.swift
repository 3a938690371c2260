import Inference
import Testing

struct ReductionTests {
    @Test func `Sparse rows are projected without being made dense`() throws {
        var wide = SparseMatrix(columnCount: 100_000)
        wide.append(2, column: 7)
        wide.append(3, column: 99_999)
        wide.endRow()
        wide.endRow()
        var components = Matrix(repeating: 0, rowCount: 2, columnCount: 100_000)
        components[0, 7] = 10
        components[1, 99_999] = 100
        let projection = try LinearProjection(centre: nil, components: components)
        var rows = FeatureTable(wide)
        try projection.transform(&rows)
        #expect(try rows.matrix().rowValues == [[20, 300], [0, 0]])
    }

    @Test func `Rows are centred before and scaled after`() throws {
        let components = Matrix([[1, 0], [1, 1]])
        let projection = try LinearProjection(centre: [1, 2], components: components, scales: [2, 4])
        #expect(try projection.rows([[3, 8]]) == [[1, 2]])
        #expect(try projection.sparseRows([[3, 0]]).values == [[1, 0]])
        #expect(projection.refusal([1, .nan])?.code == .notFinite)
        #expect(throws: ModelStructureError.self) { try LinearProjection(centre: [1], components: components) }
        #expect(throws: ModelStructureError.self) {
            try LinearProjection(centre: nil, components: components, scales: [1, 0])
        }
    }

    /// From scikit-learn 1.9.1; inverting takes the last digits.
    @Test func `Factors are those that are expected of a row`() throws {
        let components = try FactorAnalysis.components(
            loadings: Matrix([[1, 0.5, -1], [0, 2, 0.25]]),
            noiseVariances: [0.5, 1, 2]
        )
        let rows = try LinearProjection(centre: [1, 2, 3], components: components).rows([[2, 0, 1]])
        #expect(agree(rows, [[0.761_329_305_135_951_5, -0.977_125_593_439_792_8]]))
        #expect(throws: ModelStructureError.self) {
            try FactorAnalysis.components(loadings: Matrix([[1]]), noiseVariances: [0])
        }
    }

    @Test func `A selection keeps its features in order`() throws {
        let selector = try ColumnSelector(mask: [true, false, true], acceptsMissing: true)
        #expect(agree(try selector.rows([[1, 2, .nan]]), [[1, .nan]]))
        let strict = try ColumnSelector(mask: [true, false], acceptsMissing: false)
        #expect(strict.refusal([1, .nan])?.code == .notFinite)
        #expect(throws: ModelStructureError.self) { try ColumnSelector(mask: [false], acceptsMissing: false) }
    }
}
