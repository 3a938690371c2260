import Inference
import Testing

struct ColumnTransformerTests {
    private func scaler(_ width: Int, by factor: Double) throws -> StandardScaler {
        try StandardScaler(featureCount: width, means: nil, scales: [Double](repeating: 1 / factor, count: width))
    }

    private func part(_ columns: [Int]?, by factor: Double?, weight: Double? = nil, width: Int = 3) throws
        -> ColumnTransformer.Part
    {
        let step = try factor.map { try scaler(columns?.count ?? width, by: $0) }
        return ColumnTransformer.Part(columns: columns, transformer: step, weight: weight)
    }

    private func result(_ parts: [ColumnTransformer.Part], _ rows: [[Double]]) throws -> Matrix {
        var table = FeatureTable(Matrix(rows))
        try ColumnTransformer(parts, width: 3).transform(&table)
        return try table.matrix()
    }

    @Test func `Results stand in the order of the parts`() throws {
        let parts = [try part([2, 0], by: 10), try part([1, 1], by: nil), try part([0], by: 2, weight: -1)]
        #expect(try result(parts, [[1, 2, 3]]) == Matrix([[30, 10, 2, 2, -2]]))
        #expect(try result([part(nil, by: 2), part(nil, by: nil)], [[1, 2, 3]]) == Matrix([[2, 4, 6, 1, 2, 3]]))
    }

    @Test func `Texts pass with their column, sparse rows stay sparse`() throws {
        let transformer = try ColumnTransformer([part([2, 1], by: nil)], width: 3)
        var table = FeatureTable(Matrix([[1, 2, .nan]]), texts: [2: ["three"]])
        try transformer.transform(&table)
        #expect(table[0, 0] == .text("three"))
        #expect(table[0, 1] == .number(2))
        var sparse = FeatureTable(SparseMatrix(Matrix([[0, 2, 0], [0, 0, 5]])))
        try ColumnTransformer([part([2, 1], by: nil, weight: 3)], width: 3).transform(&sparse)
        #expect(sparse.isSparse)
        #expect(try sparse.matrix() == Matrix([[0, 6], [15, 0]]))
    }

    @Test func `An error says the column of the row that was sent`() throws {
        let transformer = try ColumnTransformer([part([2, 0], by: 2)], width: 3)
        var table = FeatureTable(Matrix([[0, 0, 0], [.infinity, 0, 0]]))
        let error = #expect(throws: PredictionError.self) { try transformer.transform(&table) }
        #expect(error?.place == PredictionError.Place(row: 1, column: 0))
    }

    @Test func `Missing values are taken where a part takes them or nobody looks`() throws {
        let all = try ColumnTransformer([part([0, 1, 2], by: 2)], width: 3)
        #expect(all.acceptsMissing && all.passesMissing)
        let some = try ColumnTransformer([part([0], by: 2)], width: 3)
        #expect(some.acceptsMissing && !some.passesMissing)
        #expect(some.inputCount == 3 && some.outputCount == 1)
    }

    @Test func `Parts that do not fit a row are refused`() throws {
        let scaler = try scaler(1, by: 2)
        let parts: [[ColumnTransformer.Part]] = [
            [], [try part([3], by: 1)], [try part([-1], by: 1)],
            [ColumnTransformer.Part(columns: [0, 1], transformer: scaler, weight: nil)],
            [ColumnTransformer.Part(columns: nil, transformer: scaler, weight: nil)],
            [try part([0], by: nil, weight: .nan)],
        ]
        for parts in parts {
            #expect(throws: ModelStructureError.self) { try ColumnTransformer(parts, width: 3) }
        }
        #expect(throws: ModelStructureError.self) { try ColumnTransformer([part(nil, by: nil)], width: 0) }
        #expect(throws: ModelStructureError.self) { try ColumnTransformer([part(nil, by: nil)], width: 1 << 40) }
        let wide = [ColumnTransformer.Part](
            repeating: ColumnTransformer.Part(columns: nil, transformer: nil, weight: nil),
            count: 8
        )
        #expect(throws: ModelStructureError.self) { try ColumnTransformer(wide, width: 1 << 21) }
    }
}
