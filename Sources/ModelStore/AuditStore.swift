/// Where the audit log is kept.
package protocol AuditStore: Sendable {
    /// Adds an entry at the end, so that it survives a crash of the machine once this returns.
    ///
    /// - Parameter at: Unix seconds.
    func append(_ draft: AuditDraft, at: Double) async throws(StoreError) -> AuditRecord

    /// Entries, newest first.
    ///
    /// - Parameter before: the sequence number that all are below; nil to begin with the newest.
    func auditRecords(before: Int?, limit: Int) async throws(StoreError) -> [AuditRecord]
}
