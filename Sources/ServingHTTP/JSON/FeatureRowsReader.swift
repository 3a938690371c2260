import Inference
import JSONText
import Serving

/// Collects rows of features while a cursor passes over them: lists in training order, or objects by name.
struct FeatureRowsReader {
    private(set) var rowCount = 0
    /// What is wrong with JSON that could be read.
    private(set) var failure: HTTPFailure?

    /// A column of texts costs more than the few bytes that ask for it.
    private static let textColumnLimit = 1 << 16

    private var values: [Double] = []
    /// The texts of each column that has any, as far as rows were read; see ``FeatureTable/texts``.
    private var texts: [Int: [String?]] = [:]
    private var columnCount: Int?
    /// Names in the order of the columns, and the column of each.
    private var names: [String] = []
    private var isNamed = false
    private var columns: [String: Int] = [:]

    /// What was read; nil without any row or feature.
    func rows(isBatch: Bool) -> FeatureRows? {
        guard let columnCount, columnCount > 0, rowCount > 0 else { return nil }
        let matrix = Matrix(rowCount: rowCount, columnCount: columnCount, values: values)
        let texts = texts.mapValues { $0 + [String?](repeating: nil, count: rowCount - $0.count) }
        return FeatureRows(
            names: isNamed ? names : nil,
            values: FeatureTable(matrix, texts: texts),
            isBatch: isBatch
        )
    }

    // MARK: - Rows

    mutating func readRow(_ cursor: inout JSONCursor, path: String) throws(JSONCursor.Failure) {
        switch cursor.peek() {
        case UInt8(ascii: "["):
            guard rowCount == 0 || !isNamed else { throw mixed(cursor, path) }
            try readList(&cursor, path)
        case UInt8(ascii: "{"):
            guard rowCount == 0 || isNamed else { throw mixed(cursor, path) }
            try readNamed(&cursor, path)
        default:
            throw wrongType(cursor, path, "a list of features, or an object of named features")
        }
        rowCount += 1
    }

    private mutating func readList(_ cursor: inout JSONCursor, _ path: String) throws(JSONCursor.Failure) {
        let start = values.count
        try cursor.readArray { (cursor) throws(JSONCursor.Failure) in
            let column = values.count - start
            let cell = try readCell(&cursor) { "\(path)[\(column)]" }
            if let text = cell.text {
                guard columnCount.map({ column < $0 }) ?? true else { return values.append(.nan) }
                try keep(text, column, cursor, path)
            }
            values.append(cell.number)
        }
        try close(width: values.count - start, cursor, path)
    }

    private mutating func readNamed(_ cursor: inout JSONCursor, _ path: String) throws(JSONCursor.Failure) {
        var seen = 0
        let start = values.count
        let isFirst = rowCount == 0
        if !isFirst { values.append(contentsOf: repeatElement(.signalingNaN, count: columns.count)) }
        try cursor.readObject { (name, cursor) throws(JSONCursor.Failure) in
            let cell = try readCell(&cursor) { "\(path).\(name)" }
            let column = try place(cell.number, name, isFirst, start, cursor, path)
            if let text = cell.text { try keep(text, column, cursor, path) }
            seen += 1
        }
        isNamed = true
        try close(width: seen, cursor, path)
    }

    /// Puts a named value into its column, which the first row made.
    private mutating func place(
        _ value: Double,
        _ name: String,
        _ isFirst: Bool,
        _ start: Int,
        _ cursor: JSONCursor,
        _ path: String
    ) throws(JSONCursor.Failure) -> Int {
        if isFirst {
            guard columns.updateValue(columns.count, forKey: name) == nil else { throw twice(cursor, path, name) }
            names.append(name)
            values.append(value)
            return names.count - 1
        }
        guard let column = columns[name] else {
            throw fail(
                cursor,
                .invalidFeatures,
                "is not among the features of the first row",
                path: "\(path).\(name)"
            )
        }
        guard values[start + column].isSignalingNaN else { throw twice(cursor, path, name) }
        values[start + column] = value
        return column
    }

    private mutating func close(width: Int, _ cursor: JSONCursor, _ path: String) throws(JSONCursor.Failure) {
        guard let expected = columnCount else {
            columnCount = width
            return
        }
        guard width == expected else {
            throw fail(
                cursor,
                .invalidFeatures,
                "got \(width) features, expected \(expected) as in the first row",
                path: path
            )
        }
    }

    // MARK: - Values

    private mutating func keep(
        _ text: String,
        _ column: Int,
        _ cursor: JSONCursor,
        _ path: String
    ) throws(JSONCursor.Failure) {
        guard texts.count < Self.textColumnLimit || texts[column] != nil else {
            throw fail(
                cursor,
                .invalidFeatures,
                "more than \(Self.textColumnLimit) features are texts; no model takes as many",
                path: path
            )
        }
        let gap = rowCount - (texts[column]?.count ?? 0)
        texts[column, default: []] += [String?](repeating: nil, count: max(0, gap)) + [text]
    }

    /// A number with NaN for what is missing, or a text.
    private mutating func readCell(
        _ cursor: inout JSONCursor,
        path: () -> String
    ) throws(JSONCursor.Failure) -> (number: Double, text: String?) {
        switch cursor.peek() ?? 0 {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return (try cursor.readNumber(), nil)
        case UInt8(ascii: "\""): return (.nan, try cursor.readString())
        case UInt8(ascii: "n") where cursor.takeLiteral("null"): return (.nan, nil)
        case UInt8(ascii: "t") where cursor.takeLiteral("true"): return (1, nil)
        case UInt8(ascii: "f") where cursor.takeLiteral("false"): return (0, nil)
        default: throw wrongType(cursor, path(), "a number, a text, true or false, or null for a missing value")
        }
    }

    // MARK: - Failures

    mutating func wrongType(_ cursor: JSONCursor, _ path: String, _ expected: String) -> JSONCursor.Failure {
        var rest = cursor
        do throws(JSONCursor.Failure) { try rest.skipValue() } catch { return error }
        return fail(cursor, .invalidBody, "is of the wrong type, expected \(expected)", path: path)
    }

    private mutating func twice(_ cursor: JSONCursor, _ path: String, _ name: String) -> JSONCursor.Failure {
        fail(cursor, .invalidFeatures, "is given twice", path: "\(path).\(name)")
    }

    private mutating func mixed(_ cursor: JSONCursor, _ path: String) -> JSONCursor.Failure {
        fail(cursor, .invalidBody, "mixes lists and objects; give all rows alike", path: path)
    }

    /// Notes what is wrong and returns the error that ends the reading.
    mutating func fail(
        _ cursor: JSONCursor,
        _ code: HTTPFailure.Code,
        _ message: String,
        path: String?
    ) -> JSONCursor.Failure {
        failure = path.map { HTTPFailure(code, message, path: $0) } ?? HTTPFailure(code, message)
        return cursor.unexpected("another value")
    }
}
