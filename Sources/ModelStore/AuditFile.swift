import Foundation
import GRDB

/// The audit log of a state directory, read without the lock: also while a server runs on it.
package struct AuditFile: Sendable {
    private let path: String

    /// - Parameter directory: the state directory.
    package init(in directory: String) {
        path =
            URL(fileURLWithPath: directory, isDirectory: true)
            .appendingPathComponent(SQLiteActivationStore.fileName).path
    }

    /// Follows the chain from the first entry to the last, one entry in memory at a time.
    ///
    /// - Parameter expectedHead: the hash of an entry that must be there; nil for none.
    /// - Throws: ``StoreError`` with code `databaseUnusable` when there is no audit log or it cannot be read.
    package func verify(expectedHead: String? = nil) throws(StoreError) -> AuditVerification {
        guard FileManager.default.fileExists(atPath: path) else {
            throw StoreError(.databaseUnusable, "there is no '\(path)'; name the server's folder with --state-dir")
        }
        do {
            return try open().read { database in
                guard try database.tableExists(AuditRow.databaseTableName) else {
                    throw StoreError(.databaseUnusable, "'\(path)' holds no audit log; an older server wrote it")
                }
                return try Self.follow(database, AuditVerification(expectedHead: expectedHead))
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(.databaseUnusable, "'\(path)' cannot be read: \(error)")
        }
    }

    private func open() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private static func follow(_ database: Database, _ start: AuditVerification) throws -> AuditVerification {
        var verification = start
        let rows = try Row.fetchCursor(database, sql: "SELECT * FROM audit ORDER BY sequence")
        while let row = try rows.next() {
            guard let entry = try? AuditRow(row: row) else {
                verification.stopAtUnreadable()
                break
            }
            guard verification.follow(entry.record) else { break }
        }
        return verification
    }
}
