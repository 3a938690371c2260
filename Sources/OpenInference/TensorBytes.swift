/// Reads the elements of tensors from bytes, little-endian.
enum TensorBytes {
    /// The elements of a tensor of numbers, as doubles.
    ///
    /// - Precondition: the datatype has a size, and `bytes` holds `count` elements.
    /// - Complexity: O(count); a copy for `FP64`.
    static func numbers(_ bytes: UnsafeRawBufferPointer, as datatype: TensorDatatype, count: Int) -> [Double] {
        precondition(datatype.size.map { bytes.count == count * $0 } ?? false)
        switch datatype {
        case .fp64: return map(bytes, count, UInt64.self) { Double(bitPattern: $0) }
        case .fp32: return map(bytes, count, UInt32.self) { Double(Float(bitPattern: $0)) }
        case .fp16: return map(bytes, count, UInt16.self) { half($0) }
        case .bf16: return map(bytes, count, UInt16.self) { Double(Float(bitPattern: UInt32($0) << 16)) }
        case .bool, .bytes: return map(bytes, count, UInt8.self) { $0 == 0 ? 0 : 1 }
        case .uint8: return map(bytes, count, UInt8.self) { Double($0) }
        case .uint16: return map(bytes, count, UInt16.self) { Double($0) }
        case .uint32: return map(bytes, count, UInt32.self) { Double($0) }
        case .uint64: return map(bytes, count, UInt64.self) { Double($0) }
        case .int8: return map(bytes, count, Int8.self) { Double($0) }
        case .int16: return map(bytes, count, Int16.self) { Double($0) }
        case .int32: return map(bytes, count, Int32.self) { Double($0) }
        case .int64: return map(bytes, count, Int64.self) { Double($0) }
        }
    }

    /// The elements of a tensor of texts, each behind its length as four bytes; together they fill `bytes`.
    ///
    /// - Throws: ``OpenInferenceError`` for one that is not UTF-8, or is cut off, and for bytes left over.
    static func texts(_ bytes: UnsafeRawBufferPointer, count: Int) throws(OpenInferenceError) -> [String?] {
        var texts: [String?] = []
        texts.reserveCapacity(min(count, bytes.count / 4))
        var offset = 0
        for index in 0..<count {
            guard bytes.count - offset >= 4 else { throw cutOff(index) }
            let length = Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
            offset += 4
            guard length <= bytes.count - offset else { throw cutOff(index) }
            let text = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length])
            guard let text = String(validating: text, as: UTF8.self) else {
                throw OpenInferenceError("element \(index) of the BYTES tensor is not UTF-8; texts are sent as UTF-8")
            }
            texts.append(text)
            offset += length
        }
        guard offset == bytes.count else {
            throw OpenInferenceError(
                "\(bytes.count - offset) bytes are left over behind the \(count) elements of BYTES"
            )
        }
        return texts
    }

    private static func cutOff(_ index: Int) -> OpenInferenceError {
        OpenInferenceError(
            "the bytes end within element \(index) of the BYTES tensor; each is a length of four bytes and then as many bytes"
        )
    }

    @inline(__always)
    private static func map<Element: FixedWidthInteger>(
        _ bytes: UnsafeRawBufferPointer,
        _ count: Int,
        _ type: Element.Type,
        _ convert: (Element) -> Double
    ) -> [Double] {
        [Double](unsafeUninitializedCapacity: count) { values, filled in
            for index in 0..<count {
                let element = bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Element>.size, as: type)
                values.initializeElement(at: index, to: convert(Element(littleEndian: element)))
            }
            filled = count
        }
    }

    /// A half-precision number, which not every platform's Swift knows.
    private static func half(_ bits: UInt16) -> Double {
        let exponent = Int(bits >> 10 & 0x1F)
        let mantissa = Double(bits & 0x3FF)
        let magnitude: Double =
            switch exponent {
            case 0: mantissa * 0x1p-24
            case 31: mantissa == 0 ? .infinity : .nan
            default: Double(sign: .plus, exponent: exponent - 15, significand: 1 + mantissa * 0x1p-10)
            }
        return bits & 0x8000 == 0 ? magnitude : -magnitude
    }
}
