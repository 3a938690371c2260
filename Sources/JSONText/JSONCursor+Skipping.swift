extension JSONCursor {
    /// How deep arrays and objects may nest in a value that is skipped.
    private static let depthLimit = 64

    /// Passes over a value of any kind.
    package mutating func skipValue() throws(Failure) {
        var closers: [UInt8] = []
        repeat {
            try skipOne(&closers)
            while let closer = closers.last, take(closer) { closers.removeLast() }
            if !closers.isEmpty { try skipSeparator(closers) }
        } while !closers.isEmpty
    }

    private mutating func skipOne(_ closers: inout [UInt8]) throws(Failure) {
        guard let byte = peek() else { throw unexpected("a value") }
        switch byte {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            offset += 1
            try open(byte, &closers)
        case UInt8(ascii: "\""): _ = try readString()
        default:
            if takeLiteral("null") || takeLiteral("true") || takeLiteral("false") { return }
            _ = try readNumber()
        }
    }

    private mutating func open(_ byte: UInt8, _ closers: inout [UInt8]) throws(Failure) {
        guard closers.count < Self.depthLimit else { throw unexpected("at most \(Self.depthLimit) levels of nesting") }
        let isObject = byte == UInt8(ascii: "{")
        let closer = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        if take(closer) { return }
        closers.append(closer)
        if isObject { try skipName() }
        try skipOne(&closers)
    }

    private mutating func skipSeparator(_ closers: [UInt8]) throws(Failure) {
        try require(UInt8(ascii: ","))
        if closers.last == UInt8(ascii: "}") { try skipName() }
    }

    private mutating func skipName() throws(Failure) {
        _ = try readString()
        try require(UInt8(ascii: ":"))
    }
}
