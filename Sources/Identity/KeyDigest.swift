import Crypto

/// The SHA-256 of an API key, which is all that a server keeps of it.
///
/// A plain hash is right for keys of 256 random bits: there is nothing to guess. Passwords would need a slow one.
package struct KeyDigest: Sendable, Hashable {
    private let words: SIMD4<UInt64>

    package init(of key: String) {
        var (key, hash) = (key, SHA256())
        key.withUTF8 { hash.update(bufferPointer: UnsafeRawBufferPointer($0)) }
        words = hash.finalize().withUnsafeBytes { bytes in
            var words = SIMD4<UInt64>()
            for index in 0..<4 {
                words[index] = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
            }
            return words
        }
    }

    /// - Parameter text: `sha256:` and 64 hexadecimal digits; nil for anything else.
    package init?(_ text: String) {
        let digits = Array(text.utf8.dropFirst(Self.prefix.utf8.count))
        guard text.hasPrefix(Self.prefix), digits.count == 64 else { return nil }
        var words = SIMD4<UInt64>()
        for (index, digit) in digits.enumerated() {
            guard let value = Self.value(ofDigit: digit) else { return nil }
            words[index / 16] = words[index / 16] << 4 | value
        }
        self.words = words
    }

    private static let prefix = "sha256:"

    private static func value(ofDigit digit: UInt8) -> UInt64? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(digit - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(digit - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(digit - UInt8(ascii: "A")) + 10
        default: nil
        }
    }

    /// As it stands in the file of keys: `sha256:` and 64 lower-case hexadecimal digits.
    package var text: String {
        Self.prefix
            + (0..<4).map { index in
                let digits = String(words[index], radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined()
    }

    /// All ones when the digests are equal and else zero, found without a branch.
    func equality(to other: KeyDigest) -> UInt64 {
        let bits = words ^ other.words
        let difference = bits[0] | bits[1] | bits[2] | bits[3]
        return ((difference | (0 &- difference)) >> 63) &- 1
    }
}
