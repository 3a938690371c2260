import Inference
import Testing

/// Expected numbers are scikit-learn 1.9.1's.
struct ImputerTests {
    @Test func `Missing numbers are filled, features without values go, indicators come last`() throws {
        let indicator = try MissingIndicator(featureCount: 3, features: [0, 2], marker: .nothing, refusesNew: false)
        let imputer = try SimpleImputer([.number(5), .dropped, .number(7)], marker: .nothing, indicator: indicator)
        #expect(imputer.acceptsMissing && !imputer.passesMissing && imputer.outputCount == 4)
        #expect(try imputer.rows([[.nan, .nan, 1], [2, 3, .nan]]) == [[5, 1, 1, 0], [2, 7, 0, 1]])
    }

    @Test func `Sparse rows stay sparse`() throws {
        let imputer = try SimpleImputer([.number(5), .number(6)], marker: .nothing, indicator: nil)
        let (values, areSparse) = try imputer.sparseRows([[0, .nan], [1, 0]])
        #expect(areSparse && values == [[0, 6], [1, 0]])
    }

    @Test func `A number that marks what is missing leaves no place for NaN`() throws {
        let imputer = try SimpleImputer([.number(5)], marker: .number(-1), indicator: nil)
        #expect(try imputer.rows([[-1], [3]]) == [[5], [3]])
        #expect(!imputer.acceptsMissing && imputer.refusal([.nan])?.code == .notFinite)
    }

    @Test func `Texts are filled by texts and may mark what is missing`() throws {
        let filling = try SimpleImputer([.text("x"), .number(2)], marker: .nothing, indicator: nil, textFeatures: [0])
        var rows = FeatureTable(Matrix([[.nan, .nan], [.nan, 1]]), texts: [0: [nil, "y"]])
        try filling.transform(&rows)
        #expect(rows[0, 0] == .text("x") && rows[1, 0] == .text("y") && rows[0, 1] == .number(2))
        let marked = try SimpleImputer([.text("x")], marker: .text("?"), indicator: nil, textFeatures: [0])
        rows = FeatureTable(Matrix([[.nan], [.nan]]), texts: [0: ["?", "y"]])
        try marked.transform(&rows)
        #expect(rows[0, 0] == .text("x") && rows[1, 0] == .text("y"))
        rows = FeatureTable(Matrix([[.nan, .nan]]), texts: [1: ["z"]])
        #expect(throws: PredictionError(.notNumeric, "")) { try filling.transform(&rows) }
    }

    @Test func `A new kind of missing value is refused where training had none`() throws {
        let indicator = try MissingIndicator(featureCount: 2, features: [0], marker: .nothing, refusesNew: true)
        #expect(try indicator.rows([[.nan, 1], [1, 1]]) == [[1], [0]])
        #expect(indicator.refusal([1, .nan])?.place == PredictionError.Place(row: 0, column: 1))
    }

    @Test func `The nearest rows that have a value give their mean`() throws {
        let training = Matrix([[1, 2, .nan], [3, 4, 3], [.nan, 6, 5], [8, 8, 7.5]])
        let settings = NeighbourImputer.Settings(
            neighbourCount: 2,
            weights: .distance,
            countsUnknownDistances: false,
            keepsEmptyFeatures: false
        )
        let imputer = try NeighbourImputer(training: training, marker: .nothing, settings: settings, indicator: nil)
        let rows = try imputer.rows([[2, .nan, 3.5], [.nan, .nan, .nan], [5, 7, .nan]])
        let expected = [
            [2, 3.116_963_119_775_494, 3.5], [4, 5, 5.166_666_666_666_667], [5, 7, 5.772_542_485_937_368],
        ]
        #expect(agree(rows, expected))
    }

    @Test func `Parts that do not fit each other are refused`() throws {
        #expect(throws: ModelStructureError.self) {
            try MissingIndicator(featureCount: 1, features: [1], marker: .nothing, refusesNew: false)
        }
        #expect(throws: ModelStructureError.self) { try SimpleImputer([], marker: .nothing, indicator: nil) }
        let indicator = try MissingIndicator(featureCount: 2, features: [], marker: .nothing, refusesNew: false)
        #expect(throws: ModelStructureError.self) {
            try SimpleImputer([.number(1)], marker: .nothing, indicator: indicator)
        }
    }
}
