import Synchronization

/// Documents that are made anew only when the version changes that their examples are for.
final class DocumentCache: Sendable {
    private struct Entry {
        let digest: String?
        let bytes: [UInt8]
    }

    private let entry = Mutex<Entry?>(nil)

    /// - Parameter digest: of the version that the examples are for; nil for none.
    func bytes(for digest: String?, make: () -> [UInt8]) -> [UInt8] {
        if let known = entry.withLock({ $0?.digest == digest ? $0?.bytes : nil }) { return known }
        let bytes = make()
        entry.withLock { $0 = Entry(digest: digest, bytes: bytes) }
        return bytes
    }
}
