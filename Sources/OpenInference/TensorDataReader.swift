import JSONText

/// Reads the `data` of a tensor from JSON: flat, or a list for each row.
struct TensorDataReader {
    private let datatype: TensorDatatype
    private let rows: Int
    private let columns: Int
    private let count: Int

    /// - Throws: ``OpenInferenceError`` for an input whose datatype or shape cannot be read, or whose data JSON cannot hold.
    init(_ input: InferInput) throws(OpenInferenceError) {
        datatype = try input.datatype()
        (rows, columns, count) = try input.extent()
        guard datatype != .fp16, datatype != .bf16 else {
            throw OpenInferenceError(
                "got \(datatype.rawValue) as JSON, which has no such numbers; send FP32, or the tensor as bytes"
            )
        }
    }

    func read(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> InferInput.Elements {
        // Each element takes at least two bytes of the JSON.
        let capacity = min(count, cursor.remaining / 2 + 1)
        if datatype == .bytes {
            var texts: [String?] = []
            texts.reserveCapacity(capacity)
            try readAll(&cursor) { (cursor) throws(JSONCursor.Failure) in texts.append(try cursor.readString()) }
            return .texts(texts)
        }
        var numbers: [Double] = []
        numbers.reserveCapacity(capacity)
        try readNumbers(&cursor, into: &numbers)
        return .numbers(numbers)
    }

    private func readNumbers(_ cursor: inout JSONCursor, into numbers: inout [Double]) throws(JSONCursor.Failure) {
        switch datatype {
        case .bool:
            try readAll(&cursor) { (cursor) throws(JSONCursor.Failure) in numbers.append(try boolean(&cursor)) }
        case .fp64:
            try readAll(&cursor) { (cursor) throws(JSONCursor.Failure) in numbers.append(try number(&cursor)) }
        case .fp32:
            try readAll(&cursor) { (cursor) throws(JSONCursor.Failure) in
                numbers.append(Double(Float(try number(&cursor))))
            }
        default:
            let range = datatype.range
            try readAll(&cursor) { (cursor) throws(JSONCursor.Failure) in
                let value = try cursor.readNumber()
                guard range.contains(value), value == value.rounded() else {
                    throw cursor.unexpected("before it a whole number within \(datatype.rawValue)")
                }
                numbers.append(value)
            }
        }
    }

    /// A number; `null` stands for a missing value.
    private func number(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> Double {
        if cursor.peek() == UInt8(ascii: "n"), cursor.takeLiteral("null") { return .nan }
        return try cursor.readNumber()
    }

    private func boolean(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> Double {
        if cursor.takeLiteral("true") { return 1 }
        if cursor.takeLiteral("false") { return 0 }
        throw cursor.unexpected("true or false as the datatype is BOOL")
    }

    // MARK: - Nesting

    private func readAll(
        _ cursor: inout JSONCursor,
        _ element: (inout JSONCursor) throws(JSONCursor.Failure) -> Void
    ) throws(JSONCursor.Failure) {
        var opened = cursor
        if opened.take(UInt8(ascii: "[")), opened.peek() == UInt8(ascii: "[") {
            try readList(&cursor, rows, "rows") { (cursor) throws(JSONCursor.Failure) in
                try readList(&cursor, columns, "elements in each row", element)
            }
        } else {
            try readList(&cursor, count, "elements", element)
        }
    }

    private func readList(
        _ cursor: inout JSONCursor,
        _ expected: Int,
        _ what: String,
        _ element: (inout JSONCursor) throws(JSONCursor.Failure) -> Void
    ) throws(JSONCursor.Failure) {
        var count = 0
        try cursor.readArray { (cursor) throws(JSONCursor.Failure) in
            guard count < expected else { throw cursor.unexpected("\(expected) \(what), by the tensor's shape") }
            try element(&cursor)
            count += 1
        }
        guard count == expected else { throw cursor.unexpected("before it \(expected) \(what), by the tensor's shape") }
    }
}

extension TensorDatatype {
    /// The whole numbers that an integer type holds.
    fileprivate var range: ClosedRange<Double> {
        switch self {
        case .uint8: 0...0xFF
        case .uint16: 0...0xFFFF
        case .uint32: 0...0xFFFF_FFFF
        case .uint64: 0...0x1p64
        case .int8: -0x80...0x7F
        case .int16: -0x8000...0x7FFF
        case .int32: -0x8000_0000...0x7FFF_FFFF
        default: -0x1p63...0x1p63
        }
    }
}
