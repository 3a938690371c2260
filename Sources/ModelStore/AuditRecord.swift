import Crypto

/// One entry of the audit log, chained to the one before by its hash.
package struct AuditRecord: Sendable, Equatable {
    /// Counts the entries, from 1.
    package let sequence: Int
    /// Unix seconds.
    package let at: Double
    package let draft: AuditDraft
    /// The hash of the entry before, in lower-case hexadecimal; zeros before the first.
    package let previousHash: String
    /// SHA-256 over the previous hash and every field, in lower-case hexadecimal.
    package let hash: String

    package init(sequence: Int, at: Double, draft: AuditDraft, previousHash: String, hash: String) {
        self.sequence = sequence
        self.at = at
        self.draft = draft
        self.previousHash = previousHash
        self.hash = hash
    }

    /// The previous hash of the first entry.
    package static let origin = String(repeating: "0", count: 64)

    /// The entry that a draft becomes after another one; nil for the first.
    package init(_ draft: AuditDraft, at: Double, after previous: AuditRecord?) {
        self.init(
            draft,
            at: at,
            sequence: (previous?.sequence ?? 0) + 1,
            previousHash: previous?.hash ?? Self.origin
        )
    }

    private init(_ draft: AuditDraft, at: Double, sequence: Int, previousHash: String) {
        self.init(
            sequence: sequence,
            at: at,
            draft: draft,
            previousHash: previousHash,
            hash: Self.hash(draft, at: at, sequence: sequence, previousHash: previousHash)
        )
    }

    /// Whether the hash is that of the fields.
    package var isSound: Bool {
        hash == Self.hash(draft, at: at, sequence: sequence, previousHash: previousHash)
    }

    // MARK: - The encoding

    /// Each field is a byte that says whether it is there, its length in eight bytes, and its bytes; so no two different
    /// entries have the same encoding.
    private static func hash(_ draft: AuditDraft, at: Double, sequence: Int, previousHash: String) -> String {
        var hasher = SHA256()
        func add(_ bytes: [UInt8]?) {
            hasher.update(data: [bytes == nil ? 0 : 1])
            hasher.update(data: Self.bytes(UInt64(bytes?.count ?? 0)))
            hasher.update(data: bytes ?? [])
        }
        add(Array("modelswitch-audit-1".utf8))
        add(Array(previousHash.utf8))
        add(Self.bytes(UInt64(bitPattern: Int64(sequence))))
        add(Self.bytes(at.bitPattern))
        for text in [draft.kind, draft.name, draft.address, draft.method, draft.route] { add(Array(text.utf8)) }
        for text in [draft.model, draft.version, draft.reason] { add(text.map { Array($0.utf8) }) }
        add(Array(draft.requestID.utf8))
        add(Self.bytes(UInt64(bitPattern: Int64(draft.status))))
        add(Array(draft.outcome.utf8))
        return hasher.finalize().map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    /// Most significant byte first.
    private static func bytes(_ value: UInt64) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian, Array.init)
    }
}
