/// Numbers of one type at equal distances in some bytes.
struct NumberColumn {
    let kind: NumpyType.Kind
    let itemSize: Int
    let isBigEndian: Bool
    let offset: Int
    let stride: Int
    let count: Int

    /// Nil for a kind that is no number, and for one of more than 64 bits.
    ///
    /// - Complexity: O(count); a copy of the bytes for doubles that lie one after another.
    func doubles(in bytes: UnsafeRawBufferPointer) -> [Double]? {
        switch (kind, itemSize) {
        case (.float, 8): isPlainDoubles ? copied(bytes) : load(bytes, UInt64.self) { Double(bitPattern: $0) }
        case (.float, 4): load(bytes, UInt32.self) { Double(Float(bitPattern: $0)) }
        case (.float, 2): load(bytes, UInt16.self) { Double(HalfPrecision.float($0)) }
        case (.signed, 8): load(bytes, UInt64.self) { Double(Int64(bitPattern: $0)) }
        case (.signed, 4): load(bytes, UInt32.self) { Double(Int32(bitPattern: $0)) }
        case (.signed, 2): load(bytes, UInt16.self) { Double(Int16(bitPattern: $0)) }
        case (.signed, 1): load(bytes, UInt8.self) { Double(Int8(bitPattern: $0)) }
        case (.unsigned, 8): load(bytes, UInt64.self) { Double($0) }
        case (.unsigned, 4): load(bytes, UInt32.self) { Double($0) }
        case (.unsigned, 2): load(bytes, UInt16.self) { Double($0) }
        case (.unsigned, 1): load(bytes, UInt8.self) { Double($0) }
        case (.boolean, 1): load(bytes, UInt8.self) { $0 == 0 ? 0 : 1 }
        default: nil
        }
    }

    /// Nil for a kind that is no whole number, or for a number beyond an `Int`.
    func integers(in bytes: UnsafeRawBufferPointer) -> [Int]? {
        switch (kind, itemSize) {
        case (.signed, 8): load(bytes, UInt64.self) { Int(Int64(bitPattern: $0)) }
        case (.signed, 4): load(bytes, UInt32.self) { Int(Int32(bitPattern: $0)) }
        case (.signed, 2): load(bytes, UInt16.self) { Int(Int16(bitPattern: $0)) }
        case (.signed, 1): load(bytes, UInt8.self) { Int(Int8(bitPattern: $0)) }
        case (.unsigned, 8): unsignedIntegers(bytes)
        case (.unsigned, 4): load(bytes, UInt32.self) { Int($0) }
        case (.unsigned, 2): load(bytes, UInt16.self) { Int($0) }
        case (.unsigned, 1): load(bytes, UInt8.self) { Int($0) }
        case (.boolean, 1): load(bytes, UInt8.self) { $0 == 0 ? 0 : 1 }
        default: nil
        }
    }

    /// Whether the bytes are an array of this machine's doubles.
    var isPlainDoubles: Bool {
        guard kind == .float, itemSize == 8, stride == 8 else { return false }
        #if _endian(little)
        return !isBigEndian
        #else
        return isBigEndian
        #endif
    }

    /// Where the numbers lie; nil when the bytes do not reach.
    func range(in byteCount: Int) -> Range<Int>? {
        guard fits(byteCount, width: itemSize), count > 0 else { return nil }
        return offset..<offset + (count - 1) * stride + itemSize
    }

    private func copied(_ bytes: UnsafeRawBufferPointer) -> [Double]? {
        guard count > 0 else { return [] }
        guard let range = range(in: bytes.count) else { return nil }
        return [Double](unsafeUninitializedCapacity: count) { values, initialized in
            UnsafeMutableRawBufferPointer(values).copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range]))
            initialized = count
        }
    }

    private func unsignedIntegers(_ bytes: UnsafeRawBufferPointer) -> [Int]? {
        guard let values = load(bytes, UInt64.self, { $0 }), values.allSatisfy({ $0 <= UInt64(Int.max) }) else {
            return nil
        }
        return values.map { Int($0) }
    }

    /// Reads the bits of each number and converts them; nil when the bytes do not reach.
    @inline(__always)
    private func load<Bits: FixedWidthInteger, Value>(
        _ bytes: UnsafeRawBufferPointer,
        _ type: Bits.Type,
        _ convert: (Bits) -> Value
    ) -> [Value]? {
        guard fits(bytes.count, width: MemoryLayout<Bits>.size) else { return nil }
        return [Value](unsafeUninitializedCapacity: count) { values, initialized in
            for index in 0..<count {
                let bits = bytes.loadUnaligned(fromByteOffset: offset &+ index &* stride, as: type)
                let value = convert(isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits))
                values.initializeElement(at: index, to: value)
            }
            initialized = count
        }
    }

    private func fits(_ byteCount: Int, width: Int) -> Bool {
        guard count >= 0 else { return false }
        guard count > 0 else { return true }
        let (last, overflow) = (count - 1).multipliedReportingOverflow(by: stride)
        return !overflow && offset >= 0 && last >= 0 && last <= byteCount - width - offset
    }
}
