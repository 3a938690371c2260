import GRDB

/// A row of the table `audit`.
struct AuditRow: Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "audit"

    var sequence: Int
    var at: Double
    var kind: String
    var name: String
    var address: String
    var method: String
    var route: String
    var model: String?
    var version: String?
    var reason: String?
    var requestID: String
    var status: Int
    var outcome: String
    var previousHash: String
    var hash: String

    init(_ record: AuditRecord) {
        sequence = record.sequence
        at = record.at
        kind = record.draft.kind
        name = record.draft.name
        address = record.draft.address
        method = record.draft.method
        route = record.draft.route
        model = record.draft.model
        version = record.draft.version
        reason = record.draft.reason
        requestID = record.draft.requestID
        status = record.draft.status
        outcome = record.draft.outcome
        previousHash = record.previousHash
        hash = record.hash
    }

    var record: AuditRecord {
        AuditRecord(
            sequence: sequence,
            at: at,
            // As it stands, neither cleaned nor cut: the hash is that of the stored fields.
            draft: AuditDraft(
                verbatim: kind,
                name: name,
                address: address,
                method: method,
                route: route,
                model: model,
                version: version,
                reason: reason,
                requestID: requestID,
                status: status,
                outcome: outcome
            ),
            previousHash: previousHash,
            hash: hash
        )
    }

    /// Makes the table, and the triggers that let it only grow.
    static func create(in database: Database) throws {
        try database.create(table: databaseTableName) { table in
            table.primaryKey("sequence", .integer)
            table.column("at", .double).notNull()
            for name in ["kind", "name", "address", "method", "route"] { table.column(name, .text).notNull() }
            for name in ["model", "version", "reason"] { table.column(name, .text) }
            table.column("requestID", .text).notNull()
            table.column("status", .integer).notNull()
            for name in ["outcome", "previousHash", "hash"] { table.column(name, .text).notNull() }
        }
        for (name, event) in [("changed", "UPDATE"), ("removed", "DELETE")] {
            try database.execute(
                sql: """
                    CREATE TRIGGER audit_is_not_\(name) BEFORE \(event) ON audit
                    BEGIN SELECT RAISE(ABORT, 'entries of the audit log are never \(name)'); END
                    """
            )
        }
        // INSERT OR REPLACE removes a row without asking the trigger above.
        try database.execute(
            sql: """
                CREATE TRIGGER audit_is_not_replaced BEFORE INSERT ON audit
                WHEN EXISTS (SELECT 1 FROM audit WHERE sequence = NEW.sequence)
                BEGIN SELECT RAISE(ABORT, 'entries of the audit log are never replaced'); END
                """
        )
    }
}
