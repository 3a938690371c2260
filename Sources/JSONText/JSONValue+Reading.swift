package import ModelSwitchAPI

extension JSONValue {
    /// How deep arrays and objects may nest.
    private static let depthLimit = 64

    /// Reads a document of JSON in time proportional to its bytes.
    ///
    /// - Throws: ``JSONCursor/Failure`` for what is no JSON, nests deeper than 64 levels or names a member twice.
    package init(json: [UInt8]) throws(JSONCursor.Failure) {
        var cursor = JSONCursor(json)
        self = try Self.read(&cursor, depth: 0)
        try cursor.requireEnd()
    }

    private static func read(_ cursor: inout JSONCursor, depth: Int) throws(JSONCursor.Failure) -> JSONValue {
        guard depth < depthLimit else { throw cursor.unexpected("at most \(depthLimit) levels of nesting") }
        switch cursor.peek() {
        case UInt8(ascii: "{"): return .object(try readMembers(&cursor, depth))
        case UInt8(ascii: "["): return .array(try readElements(&cursor, depth))
        case UInt8(ascii: "\""): return .string(try cursor.readString())
        default: return try readScalar(&cursor)
        }
    }

    private static func readMembers(
        _ cursor: inout JSONCursor,
        _ depth: Int
    ) throws(JSONCursor.Failure) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        try cursor.readObject { (name, cursor) throws(JSONCursor.Failure) in
            let value = try read(&cursor, depth: depth + 1)
            guard members.updateValue(value, forKey: name) == nil else { throw cursor.unexpected("each name once") }
        }
        return members
    }

    private static func readElements(
        _ cursor: inout JSONCursor,
        _ depth: Int
    ) throws(JSONCursor.Failure) -> [JSONValue] {
        var elements: [JSONValue] = []
        try cursor.readArray { (cursor) throws(JSONCursor.Failure) in
            elements.append(try read(&cursor, depth: depth + 1))
        }
        return elements
    }

    private static func readScalar(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> JSONValue {
        if cursor.takeLiteral("null") { return .null }
        if cursor.takeLiteral("true") { return .boolean(true) }
        if cursor.takeLiteral("false") { return .boolean(false) }
        let start = cursor.offset
        let number = try cursor.readNumber()
        return cursor.integer(from: start).map(JSONValue.integer) ?? .number(number)
    }
}

extension JSONCursor {
    /// The number that was read from `start` on, if it is written as an integer that fits.
    fileprivate func integer(from start: Int) -> Int? {
        Int(String(decoding: bytes[start..<offset], as: UTF8.self))
    }
}
