/// The hash by which features find their columns.
///
/// - Source: `sklearn.utils.murmurhash3_32` with seed 0; it is MurmurHash3 (x86, 32 bits), which is in the public
///   domain.
enum MurmurHash {
    /// - Complexity: O(bytes).
    static func hash(_ bytes: TextBytes) -> Int32 {
        var hash: UInt32 = 0
        var index = 0
        while index + 4 <= bytes.count {
            hash ^= mix(word(bytes, index, 4))
            hash = (hash << 13 | hash >> 19) &* 5 &+ 0xe654_6b64
            index += 4
        }
        if index < bytes.count { hash ^= mix(word(bytes, index, bytes.count - index)) }
        hash ^= UInt32(truncatingIfNeeded: bytes.count)
        hash = (hash ^ hash >> 16) &* 0x85eb_ca6b
        hash = (hash ^ hash >> 13) &* 0xc2b2_ae35
        return Int32(bitPattern: hash ^ hash >> 16)
    }

    private static func mix(_ word: UInt32) -> UInt32 {
        let product = word &* 0xcc9e_2d51
        return (product << 15 | product >> 17) &* 0x1b87_3593
    }

    /// Bytes as a number, the first the least.
    private static func word(_ bytes: TextBytes, _ start: Int, _ count: Int) -> UInt32 {
        (0..<count).reduce(0) { $0 | UInt32(bytes[start + $1]) << UInt32(8 * $1) }
    }
}
