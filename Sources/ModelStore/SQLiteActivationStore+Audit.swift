import GRDB

/// The audit log in the same database: what is appended goes through the one connection, so the chain never forks.
extension SQLiteActivationStore: AuditStore {
    package func append(_ draft: AuditDraft, at: Double) async throws(StoreError) -> AuditRecord {
        try await writing { database in
            let newest = try AuditRow.order(Column("sequence").desc).fetchOne(database)
            let record = AuditRecord(draft, at: at, after: newest?.record)
            try AuditRow(record).insert(database)
            return record
        }
    }

    package func auditRecords(before: Int?, limit: Int) async throws(StoreError) -> [AuditRecord] {
        try await reading { database in
            var rows = AuditRow.order(Column("sequence").desc).limit(limit)
            if let before { rows = rows.filter(Column("sequence") < before) }
            return try rows.fetchAll(database).map(\.record)
        }
    }
}
