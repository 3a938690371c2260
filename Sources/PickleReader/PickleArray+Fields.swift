/// Fields of structures in the narrow types in which trees keep them.
extension PickleArray {
    /// One field of every structure; nil when there is no such field, it is not whole, or a number is beyond 32 bits.
    ///
    /// - Complexity: O(n), one allocation.
    package func int32s(field name: String) -> [Int32]? {
        guard let field = array.type.fields.first(where: { $0.name == name }) else { return nil }
        return switch (field.kind, field.itemSize) {
        case (.signed, 8): load(field, UInt64.self) { Int32(exactly: Int64(bitPattern: $0)) }
        case (.signed, 4): load(field, UInt32.self) { Int32(bitPattern: $0) }
        case (.unsigned, 8): load(field, UInt64.self) { Int32(exactly: $0) }
        case (.unsigned, 4): load(field, UInt32.self) { Int32(exactly: $0) }
        default: integers(field: name).flatMap(Self.narrowed)
        }
    }

    /// One field of every structure, true for a number that is not 0; nil when there is no such field or it is not of
    /// single bytes.
    ///
    /// - Complexity: O(n), one allocation.
    package func flags(field name: String) -> [Bool]? {
        guard let field = array.type.fields.first(where: { $0.name == name }), field.itemSize == 1 else { return nil }
        return load(field, UInt8.self) { $0 != 0 }
    }

    private static func narrowed(_ values: [Int]) -> [Int32]? {
        let narrow = values.compactMap { Int32(exactly: $0) }
        return narrow.count == values.count ? narrow : nil
    }

    /// - Parameter convert: gives nil for a number that does not fit, which ends the reading.
    @inline(__always)
    private func load<Bits: FixedWidthInteger, Value>(
        _ field: NumpyType.Field,
        _ type: Bits.Type,
        _ convert: (Bits) -> Value?
    ) -> [Value]? {
        // A field lies inside of its structure, and an array's bytes fill its shape exactly: both were checked.
        guard case .bytes(let range) = array.storage, shape.count == 1 else { return nil }
        let (count, stride) = (count, array.type.itemSize)
        return graph.arena.withBytes(range) { bytes in
            guard count > 0, field.offset + (count - 1) * stride + MemoryLayout<Bits>.size <= bytes.count else {
                return count == 0 ? [] : nil
            }
            var values: [Value] = []
            values.reserveCapacity(count)
            for index in 0..<count {
                let bits = bytes.loadUnaligned(fromByteOffset: field.offset + index * stride, as: type)
                guard let value = convert(field.isBigEndian ? Bits(bigEndian: bits) : Bits(littleEndian: bits)) else {
                    return nil
                }
                values.append(value)
            }
            return values
        }
    }
}
