/// A place in the file that moves forward and never past its end.
struct ByteCursor {
    let bytes: [UInt8]
    private(set) var offset = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var remaining: Int { bytes.count - offset }

    mutating func byte() throws(PickleError) -> UInt8 {
        guard offset < bytes.count else { throw truncated("one more byte") }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// A little-endian number of `width` bytes, at most 8.
    mutating func unsigned(_ width: Int) throws(PickleError) -> UInt64 {
        let range = try take(UInt64(width))
        var value: UInt64 = 0
        for index in (range.start..<range.end).reversed() {
            value = value << 8 | UInt64(bytes[index])
        }
        return value
    }

    /// The next `count` bytes, whose number is checked before anything is done with them.
    mutating func take(_ count: UInt64) throws(PickleError) -> PickleBytes {
        guard count <= UInt64(remaining) else { throw truncated("\(count) more bytes") }
        defer { offset += Int(count) }
        return PickleBytes(start: offset, count: Int(count))
    }

    /// The bytes up to a line feed, which is taken too but not part of them.
    mutating func line() throws(PickleError) -> PickleBytes {
        guard let end = bytes[offset...].firstIndex(of: 0x0a) else { throw truncated("the end of a line") }
        defer { offset = end + 1 }
        return PickleBytes(start: offset, count: end - offset)
    }

    private func truncated(_ what: String) -> PickleError {
        PickleError(
            .truncated,
            "The file ends where \(what) should follow; it was cut off or is damaged",
            offset: offset
        )
    }
}
