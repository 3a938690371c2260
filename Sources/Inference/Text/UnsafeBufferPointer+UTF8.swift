/// Text as its UTF-8, which is valid: it comes from a `String`.
typealias TextBytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
    /// How many bytes the character at `index` has.
    @inline(__always)
    func length(at index: Int) -> Int {
        let lead = self[index]
        if lead < 0x80 { return 1 }
        return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
    }

    /// The character at `index`, where one begins.
    @inline(__always)
    func scalar(at index: Int) -> UInt32 {
        let lead = UInt32(self[index])
        if lead < 0x80 { return lead }
        if lead < 0xe0 { return (lead & 0x1f) << 6 | trail(index + 1) }
        if lead < 0xf0 { return (lead & 0x0f) << 12 | trail(index + 1) << 6 | trail(index + 2) }
        return (lead & 0x07) << 18 | trail(index + 1) << 12 | trail(index + 2) << 6 | trail(index + 3)
    }

    /// Where the character before `index` begins.
    @inline(__always)
    func start(before index: Int) -> Int {
        var start = index - 1
        while start > 0, self[start] & 0xc0 == 0x80 { start -= 1 }
        return start
    }

    @inline(__always)
    private func trail(_ index: Int) -> UInt32 { UInt32(self[index] & 0x3f) }

    func part(_ range: Range<Int>) -> TextBytes { UnsafeBufferPointer(rebasing: self[range]) }
}

extension [UInt8] {
    /// Adds a character; what is none is left out.
    mutating func append(scalar value: UInt32) {
        func trail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value >> shift & 0x3f | 0x80) }
        switch value {
        case 0..<0x80: append(UInt8(truncatingIfNeeded: value))
        case 0x80..<0x800:
            append(UInt8(truncatingIfNeeded: value >> 6 | 0xc0))
            append(trail(0))
        case 0x800..<0xd800, 0xe000..<0x1_0000:
            append(UInt8(truncatingIfNeeded: value >> 12 | 0xe0))
            append(trail(6))
            append(trail(0))
        case 0x1_0000..<0x11_0000:
            append(UInt8(truncatingIfNeeded: value >> 18 | 0xf0))
            append(trail(12))
            append(trail(6))
            append(trail(0))
        default: break
        }
    }
}
