/// Numbers of one type at equal distances in some bytes.
struct NumberColumn {
    let kind: NumpyType.Kind
    let itemSize: Int
    let isBigEndian: Bool
    let offset: Int
    let stride: Int
    let count: Int

    /// Nil for a kind that is no number.
    func doubles(in bytes: UnsafeRawBufferPointer) -> [Double]? {
        switch (kind, itemSize) {
        case (.float, 8): load(bytes, UInt64.self) { Double(bitPattern: $0) }
        case (.float, 4): load(bytes, UInt32.self) { Double(Float(bitPattern: $0)) }
        case (.unsigned, 8): load(bytes, UInt64.self) { Double($0) }
        default: integers(in: bytes)?.map(Double.init)
        }
    }

    /// Nil for a kind that is no whole number, or for a number beyond an `Int`.
    func integers(in bytes: UnsafeRawBufferPointer) -> [Int]? {
        switch (kind, itemSize) {
        case (.signed, 8): load(bytes, UInt64.self) { Int(Int64(bitPattern: $0)) }
        case (.signed, 4): load(bytes, UInt32.self) { Int(Int32(bitPattern: $0)) }
        case (.signed, 2): load(bytes, UInt16.self) { Int(Int16(bitPattern: $0)) }
        case (.signed, 1): load(bytes, UInt8.self) { Int(Int8(bitPattern: $0)) }
        case (.unsigned, 8): load(bytes, UInt64.self) { Int(exactly: $0) }
        case (.unsigned, 4): load(bytes, UInt32.self) { Int($0) }
        case (.unsigned, 2): load(bytes, UInt16.self) { Int($0) }
        case (.unsigned, 1): load(bytes, UInt8.self) { Int($0) }
        case (.boolean, 1): load(bytes, UInt8.self) { $0 == 0 ? 0 : 1 }
        default: nil
        }
    }

    /// Reads the bits of each number and converts them; nil when the bytes do not reach, or a conversion gives nil.
    private func load<Bits: FixedWidthInteger, Value>(
        _ bytes: UnsafeRawBufferPointer,
        _ type: Bits.Type,
        _ convert: (Bits) -> Value?
    ) -> [Value]? {
        guard fits(bytes.count, width: MemoryLayout<Bits>.size) else { return nil }
        var values: [Value] = []
        values.reserveCapacity(count)
        for index in 0..<count {
            let bits = bytes.loadUnaligned(fromByteOffset: offset + index * stride, as: type)
            guard let value = convert(isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits)) else {
                return nil
            }
            values.append(value)
        }
        return values
    }

    private func fits(_ byteCount: Int, width: Int) -> Bool {
        guard count > 0 else { return true }
        let (last, overflow) = (count - 1).multipliedReportingOverflow(by: stride)
        return !overflow && offset >= 0 && last >= 0 && last <= byteCount - width - offset
    }
}
