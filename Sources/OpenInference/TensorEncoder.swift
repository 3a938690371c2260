/// Writes the elements of tensors as bytes, little-endian.
enum TensorEncoder {
    /// - Complexity: O(elements); a copy for numbers.
    static func bytes(of tensor: OutputTensor) -> [UInt8] {
        switch tensor.elements {
        case .numbers(let values): words(values.count) { values[$0].bitPattern }
        case .integers(let values): words(values.count) { UInt64(bitPattern: Int64(values[$0])) }
        case .booleans(let values): values.map { $0 ? 1 : 0 }
        case .texts(let values): bytes(of: values)
        }
    }

    @inline(__always)
    private static func words(_ count: Int, _ word: (Int) -> UInt64) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count * 8) { bytes, filled in
            let raw = UnsafeMutableRawBufferPointer(bytes)
            for index in 0..<count {
                raw.storeBytes(of: word(index).littleEndian, toByteOffset: index * 8, as: UInt64.self)
            }
            filled = count * 8
        }
    }

    private static func bytes(of texts: [String]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(texts.reduce(0) { $0 + 4 + $1.utf8.count })
        for text in texts {
            withUnsafeBytes(of: UInt32(clamping: text.utf8.count).littleEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: text.utf8)
        }
        return bytes
    }
}
