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
    /// Names in the order of the columns, how the first row writes them, and the column of each.
    private var names: [String] = []
    private var writtenNames = MemberNames()
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

    /// What a client calls a row; written out only where something is wrong with it.
    enum Place {
        case features
        case instance(Int)

        var path: String {
            switch self {
            case .features: "features"
            case .instance(let row): "instances[\(row)]"
            }
        }
    }

    mutating func readRow(_ cursor: inout JSONCursor, at place: Place) throws(JSONCursor.Failure) {
        switch cursor.peek() {
        case UInt8(ascii: "["):
            guard rowCount == 0 || !isNamed else { throw mixed(cursor, place) }
            try readList(&cursor, place)
        case UInt8(ascii: "{"):
            guard rowCount == 0 || isNamed else { throw mixed(cursor, place) }
            try readNamed(&cursor, place)
        default:
            throw wrongType(cursor, place.path, "a list of features, or an object of named features")
        }
        rowCount += 1
    }

    /// Makes room for as many rows as there are bytes left for, if all are as long as the first.
    private mutating func reserve(rowBytes: Int, _ cursor: JSONCursor) {
        let rows = cursor.remainingCount / max(1, rowBytes)
        guard rows > 1 else { return }
        values.reserveCapacity(values.count * (rows + rows / 16 + 2))
    }

    // MARK: - Lists

    private mutating func readList(_ cursor: inout JSONCursor, _ place: Place) throws(JSONCursor.Failure) {
        let (start, bytesBefore) = (values.count, cursor.remainingCount)
        try cursor.require(UInt8(ascii: "["))
        if !cursor.take(UInt8(ascii: "]")) { try readCells(&cursor, from: start, place) }
        if rowCount == 0 { reserve(rowBytes: bytesBefore - cursor.remainingCount, cursor) }
        try close(width: values.count - start, cursor, place)
    }

    /// Numbers are read in one go, everything else cell by cell.
    private mutating func readCells(
        _ cursor: inout JSONCursor,
        from start: Int,
        _ place: Place
    ) throws(JSONCursor.Failure) {
        repeat {
            let stop = cursor.readNumbers(appendingTo: &values)
            if stop == .end { return }
            if stop == .value { try readListCell(&cursor, column: values.count - start, place) }
        } while cursor.take(UInt8(ascii: ","))
        try cursor.require(UInt8(ascii: "]"))
    }

    private mutating func readListCell(
        _ cursor: inout JSONCursor,
        column: Int,
        _ place: Place
    ) throws(JSONCursor.Failure) {
        let cell = try readCell(&cursor) { "\(place.path)[\(column)]" }
        // A cell beyond the width is refused with its row.
        if let text = cell.text, columnCount.map({ column < $0 }) ?? true { try keep(text, column, cursor, place) }
        values.append(cell.number)
    }

    // MARK: - Objects

    private mutating func readNamed(_ cursor: inout JSONCursor, _ place: Place) throws(JSONCursor.Failure) {
        let bytesBefore = cursor.remainingCount
        try cursor.require(UInt8(ascii: "{"))
        let isEmpty = cursor.take(UInt8(ascii: "}"))
        isNamed = true
        guard rowCount > 0 else {
            if !isEmpty { try readFirstMembers(&cursor, place) }
            reserve(rowBytes: bytesBefore - cursor.remainingCount, cursor)
            return try close(width: names.count, cursor, place)
        }
        let start = values.count
        values.append(contentsOf: repeatElement(.signalingNaN, count: names.count))
        try close(width: isEmpty ? 0 : try readMembers(&cursor, from: start, place), cursor, place)
    }

    /// The first row makes the columns.
    private mutating func readFirstMembers(_ cursor: inout JSONCursor, _ place: Place) throws(JSONCursor.Failure) {
        repeat {
            let name = try cursor.readName(keptBy: &writtenNames)
            let cell = try readCell(&cursor) { "\(place.path).\(name)" }
            let column = names.count
            guard columns.updateValue(column, forKey: name) == nil else { throw twice(cursor, place, name) }
            names.append(name)
            values.append(cell.number)
            if let text = cell.text { try keep(text, column, cursor, place) }
        } while cursor.take(UInt8(ascii: ","))
        try cursor.require(UInt8(ascii: "}"))
    }

    /// Numbers whose names come as in the first row are read in one go, everything else member by member.
    ///
    /// - Returns: how many members there were.
    private mutating func readMembers(
        _ cursor: inout JSONCursor,
        from start: Int,
        _ place: Place
    ) throws(JSONCursor.Failure) -> Int {
        var (next, count) = (0, 0)
        repeat {
            let first = next
            let stop = values.withUnsafeMutableBufferPointer { values in
                cursor.readNumbers(
                    named: writtenNames,
                    from: &next,
                    into: UnsafeMutableBufferPointer(rebasing: values[start...])
                )
            }
            count += next - first
            if stop == .end { return count }
            if stop == .value {
                next = try readMember(&cursor, from: start, place) + 1
                count += 1
            }
        } while cursor.take(UInt8(ascii: ","))
        try cursor.require(UInt8(ascii: "}"))
        return count
    }

    /// Puts a named value into its column, which the first row made.
    private mutating func readMember(
        _ cursor: inout JSONCursor,
        from start: Int,
        _ place: Place
    ) throws(JSONCursor.Failure) -> Int {
        let name = try cursor.readString()
        try cursor.require(UInt8(ascii: ":"))
        let cell = try readCell(&cursor) { "\(place.path).\(name)" }
        guard let column = columns[name] else {
            throw fail(
                cursor,
                .invalidFeatures,
                "is not among the features of the first row",
                path: "\(place.path).\(name)"
            )
        }
        guard values[start + column].isSignalingNaN else { throw twice(cursor, place, name) }
        values[start + column] = cell.number
        if let text = cell.text { try keep(text, column, cursor, place) }
        return column
    }

    private mutating func close(width: Int, _ cursor: JSONCursor, _ place: Place) throws(JSONCursor.Failure) {
        guard let expected = columnCount else {
            columnCount = width
            return
        }
        guard width == expected else {
            throw fail(
                cursor,
                .invalidFeatures,
                "got \(width) features, expected \(expected) as in the first row",
                path: place.path
            )
        }
    }

    // MARK: - Values

    private mutating func keep(
        _ text: String,
        _ column: Int,
        _ cursor: JSONCursor,
        _ place: Place
    ) throws(JSONCursor.Failure) {
        guard texts.count < Self.textColumnLimit || texts[column] != nil else {
            throw fail(
                cursor,
                .invalidFeatures,
                "more than \(Self.textColumnLimit) features are texts; no model takes as many",
                path: place.path
            )
        }
        let gap = rowCount - (texts[column]?.count ?? 0)
        if gap > 0 { texts[column, default: []].append(contentsOf: repeatElement(nil, count: gap)) }
        texts[column, default: []].append(text)
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

    private mutating func twice(_ cursor: JSONCursor, _ place: Place, _ name: String) -> JSONCursor.Failure {
        fail(cursor, .invalidFeatures, "is given twice", path: "\(place.path).\(name)")
    }

    private mutating func mixed(_ cursor: JSONCursor, _ place: Place) -> JSONCursor.Failure {
        fail(cursor, .invalidBody, "mixes lists and objects; give all rows alike", path: place.path)
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
