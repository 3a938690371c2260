import Foundation
import GRDB

/// Activations in an SQLite database, written through to the disk before ``record(_:)`` returns.
package final class SQLiteActivationStore: ActivationStore {
    private let directory: StateDirectory
    let database: DatabaseQueue

    /// The database's name in the state directory.
    static let fileName = "modelswitch.sqlite"

    /// Opens `modelswitch.sqlite` in the directory, making or upgrading it as needed.
    ///
    /// - Throws: ``StoreError`` with code `databaseUnusable`.
    package init(in directory: StateDirectory) throws(StoreError) {
        self.directory = directory
        let file = directory.url.appendingPathComponent(Self.fileName).path
        database = try Self.translatingErrors(file) {
            let database = try DatabaseQueue(path: file, configuration: Self.configuration)
            try Self.migrator.migrate(database)
            return database
        }
    }

    package func current(of model: String) async throws(StoreError) -> Activation? {
        try await reading { try Self.newest(of: model, in: $0) }
    }

    package func record(_ request: ActivationRequest) async throws(StoreError) -> Activation {
        try await writing { try Self.insert(request, in: $0) }
    }

    package func history(of model: String?, limit: Int) async throws(StoreError) -> [Activation] {
        try await reading { database in
            var rows = ActivationRow.order(Column("id").desc).limit(limit)
            if let model { rows = rows.filter(Column("model") == model) }
            return try rows.fetchAll(database).map(\.activation)
        }
    }

    package func close() throws(StoreError) {
        try Self.translatingErrors(database.path) { try database.close() }
    }

    // MARK: - Rows

    private static func insert(_ request: ActivationRequest, in database: Database) throws -> Activation {
        let current = try newest(of: request.model, in: database)
        guard (current?.generation ?? 0) == request.generation else {
            throw StoreError(.generationMoved, "another activation came first", newer: current)
        }
        let parent = try current.flatMap { try find(generation: $0.parent, of: request.model, in: database) }
        let activation = request.row(after: current, parent: parent)
        try ActivationRow(activation).insert(database)
        return activation
    }

    private static func newest(of model: String, in database: Database) throws -> Activation? {
        try ActivationRow
            .filter(Column("model") == model)
            .order(Column("generation").desc)
            .fetchOne(database)?
            .activation
    }

    private static func find(generation: Int, of model: String, in database: Database) throws -> Activation? {
        try ActivationRow
            .filter(Column("model") == model && Column("generation") == generation)
            .fetchOne(database)?
            .activation
    }

    /// Writes in one transaction, unless the folder is no longer the one that a restart would find.
    func writing<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        guard directory.isIntact else {
            throw StoreError(
                .directoryUnusable,
                "STATE_DIR '\(directory.url.path)' was removed or replaced while in use; start the server again"
            )
        }
        do {
            return try await database.write(body)
        } catch let error as StoreError {
            throw error
        } catch {
            throw Self.unusable(database.path, error)
        }
    }

    func reading<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(StoreError) -> Value {
        do {
            return try await database.read(body)
        } catch {
            throw Self.unusable(database.path, error)
        }
    }

    // MARK: - The database

    /// Every commit reaches the disk: an activation that was answered survives a power cut.
    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.journalMode = .wal
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return configuration
    }

    private static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("activations") { database in
            try database.create(table: ActivationRow.databaseTableName) { table in
                table.autoIncrementedPrimaryKey("id")
                table.column("model", .text).notNull()
                table.column("generation", .integer).notNull()
                table.column("from", .text)
                table.column("to", .text).notNull()
                table.column("kind", .text).notNull()
                table.column("at", .double).notNull()
                table.column("who", .text).notNull()
                table.column("reason", .text)
                table.column("digest", .text)
                table.column("rollbackVersion", .text)
                table.column("parent", .integer).notNull()
                table.uniqueKey(["model", "generation"])
            }
        }
        migrator.registerMigration("audit") { try AuditRow.create(in: $0) }
        return migrator
    }

    private static func translatingErrors<Value>(_ file: String, _ body: () throws -> Value) throws(StoreError) -> Value
    {
        do {
            return try body()
        } catch {
            throw unusable(file, error)
        }
    }

    static func unusable(_ file: String, _ error: any Error) -> StoreError {
        StoreError(
            .databaseUnusable,
            "the state database '\(file)' cannot be used: \(error); check the disk and the file's permissions, or move "
                + "the file away to start with an empty history"
        )
    }
}

/// A row of the table `activation`.
private struct ActivationRow: Codable, FetchableRecord, PersistableRecord {
    static let databaseTableName = "activation"

    var model: String
    var generation: Int
    var from: String?
    var to: String
    var kind: String
    var at: Double
    var who: String
    var reason: String?
    var digest: String?
    var rollbackVersion: String?
    var parent: Int

    init(_ activation: Activation) {
        model = activation.model
        generation = activation.generation
        from = activation.from
        to = activation.to
        kind = activation.kind.rawValue
        at = activation.at
        who = activation.who
        reason = activation.reason
        digest = activation.digest
        rollbackVersion = activation.rollbackVersion
        parent = activation.parent
    }

    var activation: Activation {
        Activation(
            model: model,
            generation: generation,
            from: from,
            to: to,
            kind: Activation.Kind(rawValue: kind) ?? .activate,
            at: at,
            who: who,
            reason: reason,
            digest: digest,
            rollbackVersion: rollbackVersion,
            parent: parent
        )
    }
}
