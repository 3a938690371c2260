/// Reads JSON (RFC 8259) from bytes, value by value, without building a tree.
package struct JSONCursor: Sendable {
    /// Why the bytes are no JSON, or not the JSON that was asked for.
    package struct Failure: Error, Equatable {
        /// The byte at which reading stopped.
        package let offset: Int
        package let message: String
    }

    let bytes: [UInt8]
    /// Where the next byte is read; at most `bytes.count`.
    package internal(set) var offset = 0

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// How many bytes are left.
    package var remaining: Int { bytes.count - offset }

    // MARK: - Structure

    /// The next byte that is no white space; nil at the end.
    package mutating func peek() -> UInt8? {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            case let byte: return byte
            }
        }
        return nil
    }

    /// Passes over `byte` if it is next.
    package mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        offset += 1
        return true
    }

    /// Passes over `byte` if it stands right here.
    mutating func take(at byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    package mutating func require(_ byte: UInt8) throws(Failure) {
        guard take(byte) else { throw unexpected("'\(Character(UnicodeScalar(byte)))'") }
    }

    /// Reads the members of an object, handing each name over with the cursor at its value.
    package mutating func readObject(_ member: (String, inout Self) throws(Failure) -> Void) throws(Failure) {
        try require(UInt8(ascii: "{"))
        if take(UInt8(ascii: "}")) { return }
        repeat {
            let name = try readString()
            try require(UInt8(ascii: ":"))
            try member(name, &self)
        } while take(UInt8(ascii: ","))
        try require(UInt8(ascii: "}"))
    }

    /// Reads the elements of an array, handing the cursor over at each.
    package mutating func readArray(_ element: (inout Self) throws(Failure) -> Void) throws(Failure) {
        try require(UInt8(ascii: "["))
        if take(UInt8(ascii: "]")) { return }
        repeat {
            try element(&self)
        } while take(UInt8(ascii: ","))
        try require(UInt8(ascii: "]"))
    }

    /// Checks that nothing but white space is left.
    package mutating func requireEnd() throws(Failure) {
        if peek() != nil { throw unexpected("the end") }
    }

    // MARK: - Literals

    /// Passes over `null`, `true` or `false` if it is next.
    package mutating func takeLiteral(_ word: StaticString) -> Bool {
        guard peek() != nil, bytes.count - offset >= word.utf8CodeUnitCount else { return false }
        let matches = word.withUTF8Buffer { bytes[offset..<offset + $0.count].elementsEqual($0) }
        if matches { offset += word.utf8CodeUnitCount }
        return matches
    }

    // MARK: - Failures

    package func unexpected(_ expected: String) -> Failure {
        let found = offset < bytes.count ? "byte 0x\(String(bytes[offset], radix: 16))" : "the end"
        return Failure(offset: offset, message: "at byte \(offset): got \(found), expected \(expected)")
    }
}
