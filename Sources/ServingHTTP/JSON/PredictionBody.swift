import Inference
import JSONText
import Serving

/// The body of a prediction request, read straight into a table.
struct PredictionBody: Sendable {
    let rows: FeatureRows
    /// The version that the body names.
    let version: String?
    let parts: PredictionParts

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
        parts = reader.parts
    }
}

/// Collects the members of a prediction request while the cursor passes over them.
private struct PredictionBodyReader {
    private(set) var version: String?
    private(set) var parts: PredictionParts = []

    private static let options: Set = ["version", "probabilities", "scores"]
    private var seenOptions: Set<String> = []
    private var features = FeatureRowsReader()
    private var isBatch: Bool?

    /// What is wrong with JSON that could be read.
    var failure: HTTPFailure? { features.failure }

    func rows() throws(HTTPFailure) -> FeatureRows {
        guard let isBatch else {
            throw HTTPFailure(
                .invalidBody,
                "the body has neither 'features' (one row) nor 'instances' (a list of rows)"
            )
        }
        guard let rows = features.rows(isBatch: isBatch) else {
            let field = isBatch ? "instances" : "features"
            throw HTTPFailure(.invalidFeatures, "\(field) is empty; give the model's features", path: field)
        }
        return rows
    }

    mutating func read(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        guard cursor.peek() == UInt8(ascii: "{") else {
            try cursor.skipValue()
            throw features.fail(cursor, .invalidBody, "the body is no JSON object; give {\"features\": […]}", path: nil)
        }
        try cursor.readObject { (name, cursor) throws(JSONCursor.Failure) in try readMember(name, &cursor) }
        try cursor.requireEnd()
    }

    private mutating func readMember(_ name: String, _ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        if Self.options.contains(name), !seenOptions.insert(name).inserted {
            throw features.fail(cursor, .invalidBody, "is given twice", path: name)
        }
        switch name {
        case "features":
            try begin(isBatch: false, cursor)
            try features.readRow(&cursor, at: .features)
        case "instances":
            try begin(isBatch: true, cursor)
            try readInstances(&cursor)
        case "version": try readVersion(&cursor)
        case "probabilities": try readPart(.probabilities, name, &cursor)
        case "scores": try readPart(.scores, name, &cursor)
        default: try cursor.skipValue()
        }
    }

    private mutating func begin(isBatch batch: Bool, _ cursor: JSONCursor) throws(JSONCursor.Failure) {
        guard isBatch == nil else {
            throw features.fail(
                cursor,
                .invalidBody,
                "the body gives 'features' or 'instances' more than once",
                path: nil
            )
        }
        isBatch = batch
    }

    private mutating func readInstances(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        guard cursor.peek() == UInt8(ascii: "[") else {
            throw features.wrongType(cursor, "instances", "a list of rows")
        }
        try cursor.readArray { (cursor) throws(JSONCursor.Failure) in
            try features.readRow(&cursor, at: .instance(features.rowCount))
        }
    }

    private mutating func readVersion(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) {
        if cursor.takeLiteral("null") { return }
        guard cursor.peek() == UInt8(ascii: "\"") else { throw features.wrongType(cursor, "version", "a string") }
        version = try cursor.readString()
    }

    private mutating func readPart(
        _ part: PredictionParts,
        _ name: String,
        _ cursor: inout JSONCursor
    ) throws(JSONCursor.Failure) {
        if cursor.takeLiteral("true") {
            parts.insert(part)
        } else if !cursor.takeLiteral("false") {
            throw features.wrongType(cursor, name, "true or false")
        }
    }
}
