import PickleReader

/// The rows that models were asked about.
struct RecordedTable: Sendable {
    enum Cell: Sendable, Equatable {
        case number(Double)
        case text(String)
        /// None, which scikit-learn takes for a missing text.
        case none
    }

    let rowCount: Int
    let columnCount: Int
    /// Row after row.
    let cells: [Cell]

    init(_ value: PickleValue) throws {
        guard let array = value.array, let rowCount = array.shape.first, let cells = Self.cells(of: array) else {
            throw RecordingError("a row set is no array of numbers or texts")
        }
        self.rowCount = rowCount
        columnCount = array.shape.count > 1 ? array.shape[1] : 1
        self.cells = cells
    }

    /// The numbers of the table; nil when there are texts.
    var numbers: [Double]? {
        let numbers = cells.compactMap { if case .number(let value) = $0 { value } else { nil } }
        return numbers.count == cells.count ? numbers : nil
    }

    private static func cells(of array: PickleArray) -> [Cell]? {
        guard let objects = array.objects() else {
            return array.doubles()?.map(Cell.number) ?? array.strings()?.map(Cell.text)
        }
        return objects.map { value in
            value.text.map(Cell.text) ?? value.number.map(Cell.number) ?? .none
        }
    }
}
