/// The keys that a server takes.
package struct APIKeys: Sendable, Equatable {
    package private(set) var keys: [APIKey] = []
    /// Those of the keys, in their order: all of them are gone through for each request.
    private var digests: [KeyDigest] = []

    package init() {}

    /// Adds a key.
    ///
    /// - Returns: false, and nothing is added, when the same key is there already under whatever name.
    mutating func add(_ key: APIKey) -> Bool {
        guard !keys.contains(where: { $0.digest == key.digest }) else { return false }
        keys.append(key)
        digests.append(key.digest)
        return true
    }

    /// The key with a digest.
    ///
    /// Every key is compared, without a branch on the outcome: the time tells neither whether one matched nor which.
    func find(_ digest: KeyDigest) -> APIKey? {
        var found: UInt64 = 0
        for (index, candidate) in digests.enumerated() {
            found |= candidate.equality(to: digest) & UInt64(truncatingIfNeeded: index &+ 1)
        }
        let index = Int(truncatingIfNeeded: found) - 1
        return keys.indices.contains(index) ? keys[index] : nil
    }
}
