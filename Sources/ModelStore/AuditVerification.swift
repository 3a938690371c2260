/// Follows the chain of an audit log, entry by entry from the first.
package struct AuditVerification: Sendable, Equatable {
    /// Entries that were followed and found sound.
    package private(set) var count = 0
    /// The hash of the last sound entry; nil before the first.
    package private(set) var head: String?
    /// What is wrong with the first entry that is not sound; the rest is not looked at.
    package private(set) var fault: String?
    /// Where the entry with the expected hash stands; nil when none was found or looked for.
    package private(set) var expectedSequence: Int?
    private let expectedHead: String?

    /// - Parameter expectedHead: the hash of an entry that must be there, in hexadecimal; nil for none.
    package init(expectedHead: String? = nil) {
        self.expectedHead = expectedHead?.lowercased()
    }

    /// Whether the log is as it was written, as far as can be told.
    package var isSound: Bool { fault == nil && (expectedHead == nil || expectedSequence != nil) }

    /// Takes the next entry.
    ///
    /// - Returns: whether to go on.
    mutating func follow(_ record: AuditRecord) -> Bool {
        fault = fault(of: record)
        guard fault == nil else { return false }
        count += 1
        head = record.hash
        if record.hash == expectedHead { expectedSequence = record.sequence }
        return true
    }

    /// Takes note of a next entry that cannot even be read.
    mutating func stopAtUnreadable() {
        fault = "entry \(count + 1) cannot be read: a field is missing or of another type"
    }

    private func fault(of record: AuditRecord) -> String? {
        let expected = count + 1
        if record.sequence != expected {
            return "entry \(expected) is missing: after \(count) comes \(record.sequence)"
        }
        if !record.isSound { return "entry \(expected) was changed: its hash is not that of its fields" }
        if record.previousHash != head ?? AuditRecord.origin {
            return "entry \(expected) does not follow the one before: that was changed, or put in its place"
        }
        return nil
    }
}
