import JSONText
import LogLines

/// Rewrites a body for the request log: on one line, without what is to be left out.
///
/// What the redaction does not understand it leaves out: a member that is none of a prediction's, a row that is no row.
struct BodyRedaction {
    let features: FeatureRedaction
    /// The model's feature names in training order, where it has some.
    let known: [String]?

    let side: Side

    /// Which of the two bodies it is.
    enum Side {
        case request
        case answer
    }

    private static let hidden = Array(#""(hidden)""#.utf8)
    /// The members of requests whose values say nothing of a row, as long as they are scalars.
    private static let options: Set<String> = ["version", "probabilities", "scores"]
    /// The members of answers that say nothing of a row; a problem's detail may quote one.
    private static let results: Set<String> = [
        "prediction", "predictions", "probabilities", "scores", "classes", "model", "model_version", "latency_ms",
        "type", "title", "status", "instance",
    ]
    private static let depthLimit = 64

    /// The body; nil when it is no JSON.
    func rewrite(_ body: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(min(body.count, 1 << 16))
        var cursor = JSONCursor(body)
        do throws(JSONCursor.Failure) {
            if features.isEmpty {
                try copy(&cursor, body, &output, depth: 0)
            } else if cursor.peek() == UInt8(ascii: "{") {
                try members(&cursor, body, &output)
            } else {
                try hide(&cursor, &output)
            }
            try cursor.requireEnd()
        } catch {
            return nil
        }
        return output
    }

    // MARK: - Rows

    private func members(
        _ cursor: inout JSONCursor,
        _ body: [UInt8],
        _ output: inout [UInt8]
    ) throws(JSONCursor.Failure) {
        try object(&cursor, &output) { (name, cursor, output) throws(JSONCursor.Failure) in
            switch (side, name) {
            case (.request, "features"): try row(&cursor, body, &output)
            case (.request, "instances"): try rows(&cursor, body, &output)
            case (.request, let name) where Self.options.contains(name): try scalar(&cursor, body, &output)
            case (.answer, let name) where Self.results.contains(name): try copy(&cursor, body, &output, depth: 1)
            default: try hide(&cursor, &output)
            }
        }
    }

    private func rows(
        _ cursor: inout JSONCursor,
        _ body: [UInt8],
        _ output: inout [UInt8]
    ) throws(JSONCursor.Failure) {
        guard cursor.peek() == UInt8(ascii: "[") else { return try hide(&cursor, &output) }
        try array(&cursor, &output) { (_, cursor, output) throws(JSONCursor.Failure) in
            try row(&cursor, body, &output)
        }
    }

    private func row(
        _ cursor: inout JSONCursor,
        _ body: [UInt8],
        _ output: inout [UInt8]
    ) throws(JSONCursor.Failure) {
        switch cursor.peek() {
        case UInt8(ascii: "["):
            try array(&cursor, &output) { (index, cursor, output) throws(JSONCursor.Failure) in
                let isHidden = features.hides(index: index, known: known)
                try isHidden ? hide(&cursor, &output) : scalar(&cursor, body, &output)
            }
        case UInt8(ascii: "{"):
            try object(&cursor, &output) { (name, cursor, output) throws(JSONCursor.Failure) in
                let isHidden = features.hides(name: name, known: known)
                try isHidden ? hide(&cursor, &output) : scalar(&cursor, body, &output)
            }
        default: try hide(&cursor, &output)
        }
    }

    // MARK: - Values

    private func hide(_ cursor: inout JSONCursor, _ output: inout [UInt8]) throws(JSONCursor.Failure) {
        try cursor.skipValue()
        output += Self.hidden
    }

    /// Copies a number, text or literal; arrays and objects could hold anything.
    private func scalar(
        _ cursor: inout JSONCursor,
        _ body: [UInt8],
        _ output: inout [UInt8]
    ) throws(JSONCursor.Failure) {
        let next = cursor.peek()
        let isScalar = next != UInt8(ascii: "[") && next != UInt8(ascii: "{")
        try isScalar ? copy(&cursor, body, &output, depth: 1) : hide(&cursor, &output)
    }

    private func copy(
        _ cursor: inout JSONCursor,
        _ body: [UInt8],
        _ output: inout [UInt8],
        depth: Int
    ) throws(JSONCursor.Failure) {
        guard depth < Self.depthLimit else { throw cursor.unexpected("at most \(Self.depthLimit) levels of nesting") }
        switch cursor.peek() {
        case UInt8(ascii: "{"):
            try object(&cursor, &output) { (_, cursor, output) throws(JSONCursor.Failure) in
                try copy(&cursor, body, &output, depth: depth + 1)
            }
        case UInt8(ascii: "["):
            try array(&cursor, &output) { (_, cursor, output) throws(JSONCursor.Failure) in
                try copy(&cursor, body, &output, depth: depth + 1)
            }
        case UInt8(ascii: "\""):
            quote(try cursor.readString(), &output)
        default:
            // A number or a literal holds nothing but ASCII.
            let start = cursor.offset
            try cursor.skipValue()
            output += body[start..<cursor.offset]
        }
    }

    private func object(
        _ cursor: inout JSONCursor,
        _ output: inout [UInt8],
        _ member: (String, inout JSONCursor, inout [UInt8]) throws(JSONCursor.Failure) -> Void
    ) throws(JSONCursor.Failure) {
        output.append(UInt8(ascii: "{"))
        var isFirst = true
        try cursor.readObject { (name, cursor) throws(JSONCursor.Failure) in
            if !isFirst { output.append(UInt8(ascii: ",")) }
            isFirst = false
            quote(name, &output)
            output.append(UInt8(ascii: ":"))
            try member(name, &cursor, &output)
        }
        output.append(UInt8(ascii: "}"))
    }

    private func array(
        _ cursor: inout JSONCursor,
        _ output: inout [UInt8],
        _ element: (Int, inout JSONCursor, inout [UInt8]) throws(JSONCursor.Failure) -> Void
    ) throws(JSONCursor.Failure) {
        output.append(UInt8(ascii: "["))
        var index = 0
        try cursor.readArray { (cursor) throws(JSONCursor.Failure) in
            if index > 0 { output.append(UInt8(ascii: ",")) }
            try element(index, &cursor, &output)
            index += 1
        }
        output.append(UInt8(ascii: "]"))
    }

    private func quote(_ text: String, _ output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        EscapedText.append(text, to: &output)
        output.append(UInt8(ascii: "\""))
    }
}
