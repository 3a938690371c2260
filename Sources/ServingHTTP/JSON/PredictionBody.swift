import Inference
import JSONText
import Serving

/// The body of a prediction request, read straight into a matrix.
struct PredictionBody {
    let rows: FeatureRows
    /// The version that the body names.
    let version: String?
    let wantsProbabilities: Bool

    /// Reads the body.
    ///
    /// - Throws: ``HTTPFailure`` with code `invalidBody` when it is no prediction request, `invalidFeatures` when its rows
    ///   are empty or of different widths.
    init(json: [UInt8]) throws(HTTPFailure) {
        var reader = PredictionBodyReader()
        do throws(JSONCursor.Failure) {
            var cursor = JSONCursor(json)
            try reader.read(&cursor)
        } catch {
            throw reader.failure ?? HTTPFailure(.invalidBody, "the body is not JSON: \(error.message)")
        }
        rows = try reader.rows()
        version = reader.version
        wantsProbabilities = reader.wantsProbabilities
    }
}

/// Collects the members of a prediction request while the cursor passes over them.
private struct PredictionBodyReader {
    private(set) var version: String?
    private(set) var wantsProbabilities = false
    /// What is wrong with JSON that could be read.
    private(set) var failure: HTTPFailure?

    private static let options: Set = ["version", "probabilities"]
    private var seenOptions: Set<String> = []
    private var values: [Double] = []
    private var rowCount = 0
    private var columnCount: Int?
    private var isBatch: Bool?
    /// Names in the order of the columns, and the column of each.
    private var names: [String] = []
    private var isNamed = false
    private var columns: [String: Int] = [:]

    func rows() throws(HTTPFailure) -> FeatureRows {
        guard let isBatch else {
            throw HTTPFailure(
                .invalidBody,
                "the body has neither 'features' (one row) nor 'instances' (a list of rows)"
            )
        }
        guard let columnCount, columnCount > 0, rowCount > 0 else {
            let field = isBatch ? "instances" : "features"
            throw HTTPFailure(.invalidFeatures, "\(field) is empty; give the model's features", path: field)
        }
        let matrix = Matrix(rowCount: rowCount, columnCount: columnCount, values: values)
        return FeatureRows(names: isNamed ? names : nil, values: matrix, isBatch: isBatch)
    }

    mutating func read(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        guard cursor.peek() == UInt8(ascii: "{") else {
            try cursor.skipValue()
            throw fail(cursor, .invalidBody, "the body is no JSON object; give {\"features\": […]}", path: nil)
        }
        try cursor.readObject { (name, cursor) throws(JSONCursor.Failure) in try readMember(name, &cursor) }
        try cursor.requireEnd()
    }

    private mutating func readMember(_ name: String, _ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        if Self.options.contains(name), !seenOptions.insert(name).inserted {
            throw fail(cursor, .invalidBody, "is given twice", path: name)
        }
        switch name {
        case "features":
            try begin(isBatch: false, cursor)
            try readRow(&cursor, path: "features")
        case "instances":
            try begin(isBatch: true, cursor)
            try readInstances(&cursor)
        case "version": try readVersion(&cursor)
        case "probabilities": try readProbabilities(&cursor)
        default: try cursor.skipValue()
        }
    }

    private mutating func begin(isBatch batch: Bool, _ cursor: JSONCursor) throws(JSONCursor.Failure) {
        guard isBatch == nil else {
            throw fail(cursor, .invalidBody, "the body gives 'features' or 'instances' more than once", path: nil)
        }
        isBatch = batch
    }

    // MARK: - Options

    private mutating func readVersion(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        if cursor.takeLiteral("null") { return }
        guard cursor.peek() == UInt8(ascii: "\"") else { throw wrongType(cursor, "version", "a string") }
        version = try cursor.readString()
    }

    private mutating func readProbabilities(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        if cursor.takeLiteral("true") {
            wantsProbabilities = true
        } else if cursor.takeLiteral("false") {
            wantsProbabilities = false
        } else {
            throw wrongType(cursor, "probabilities", "true or false")
        }
    }

    // MARK: - Rows

    private mutating func readInstances(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        guard cursor.peek() == UInt8(ascii: "[") else { throw wrongType(cursor, "instances", "a list of rows") }
        try cursor.readArray { (cursor) throws(JSONCursor.Failure) in
            try readRow(&cursor, path: "instances[\(rowCount)]")
        }
    }

    private mutating func readRow(_ cursor: inout JSONCursor, path: String) throws(JSONCursor.Failure) {
        switch cursor.peek() {
        case UInt8(ascii: "["):
            guard rowCount == 0 || !isNamed else { throw mixed(cursor, path) }
            try readList(&cursor, path)
        case UInt8(ascii: "{"):
            guard rowCount == 0 || isNamed else { throw mixed(cursor, path) }
            try readNamed(&cursor, path)
        default:
            throw wrongType(cursor, path, "a list of numbers, or an object of named numbers")
        }
        rowCount += 1
    }

    private mutating func readList(_ cursor: inout JSONCursor, _ path: String) throws(JSONCursor.Failure) {
        let start = values.count
        try cursor.readArray { (cursor) throws(JSONCursor.Failure) in
            let place = values.count - start
            values.append(try readValue(&cursor) { "\(path)[\(place)]" })
        }
        try close(width: values.count - start, cursor, path)
    }

    private mutating func readNamed(_ cursor: inout JSONCursor, _ path: String) throws(JSONCursor.Failure) {
        var seen = 0
        let start = values.count
        let isFirst = rowCount == 0
        if !isFirst { values.append(contentsOf: repeatElement(.signalingNaN, count: columns.count)) }
        try cursor.readObject { (name, cursor) throws(JSONCursor.Failure) in
            let value = try readValue(&cursor) { "\(path).\(name)" }
            try place(value, name, isFirst, start, cursor, path)
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
    ) throws(JSONCursor.Failure) {
        if isFirst {
            guard columns.updateValue(columns.count, forKey: name) == nil else { throw twice(cursor, path, name) }
            names.append(name)
            values.append(value)
        } else {
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
        }
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

    private mutating func readValue(
        _ cursor: inout JSONCursor,
        path: () -> String
    ) throws(JSONCursor.Failure) -> Double {
        switch cursor.peek() ?? 0 {
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try cursor.readNumber()
        case UInt8(ascii: "n") where cursor.takeLiteral("null"): return .nan
        default: throw wrongType(cursor, path(), "a number, or null for a missing value")
        }
    }

    // MARK: - Failures

    private mutating func wrongType(_ cursor: JSONCursor, _ path: String, _ expected: String) -> JSONCursor.Failure {
        var rest = cursor
        do throws(JSONCursor.Failure) { try rest.skipValue() } catch { return error }
        return fail(cursor, .invalidBody, "is of the wrong type, expected \(expected)", path: path)
    }

    private mutating func twice(_ cursor: JSONCursor, _ path: String, _ name: String) -> JSONCursor.Failure {
        fail(cursor, .invalidBody, "is given twice", path: "\(path).\(name)")
    }

    private mutating func mixed(_ cursor: JSONCursor, _ path: String) -> JSONCursor.Failure {
        fail(cursor, .invalidBody, "mixes lists and objects; give all rows alike", path: path)
    }

    /// Notes what is wrong and returns the error that ends the reading.
    private mutating func fail(
        _ cursor: JSONCursor,
        _ code: HTTPFailure.Code,
        _ message: String,
        path: String?
    ) -> JSONCursor.Failure {
        failure = path.map { HTTPFailure(code, message, path: $0) } ?? HTTPFailure(code, message)
        return cursor.unexpected("another value")
    }
}
