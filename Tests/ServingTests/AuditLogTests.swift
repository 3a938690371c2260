import Logging
import ModelStore
import Serving
import Synchronization
import TestSupport
import Testing

@Suite struct AuditLogTests {
    private let draft = AuditDraft(
        kind: "key",
        name: "ci",
        address: "::1",
        method: "POST",
        route: "/admin/rollback",
        requestID: "r1",
        status: 200,
        outcome: "rolled back"
    )

    @Test func `an entry that cannot be written is in the server's log instead, at error level`() async {
        let lines = Lines()
        let log = AuditLog(store: FullDisk(), logger: lines.logger, now: { 0 })
        await log.record(draft, isRefusal: false)
        let line = lines.all.first ?? ""
        #expect(lines.all.count == 1)
        #expect(line.hasPrefix("error") && line.contains("disk is full") && line.contains("rolled back"))
        #expect(line.contains("r1") && line.contains("/admin/rollback"))
    }

    @Test func `an entry is written although the client hung up`() async throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteActivationStore(in: StateDirectory(path: folder.path))
        let log = AuditLog(store: store, logger: Lines().logger, now: { 0 })
        let task = Task { [draft] in
            withUnsafeCurrentTask { $0?.cancel() }
            await log.record(draft, isRefusal: false)
        }
        await task.value
        #expect(try await store.auditRecords(before: nil, limit: 10).count == 1)
    }
}

/// A store that can write nothing.
private struct FullDisk: AuditStore {
    func append(_ draft: AuditDraft, at: Double) async throws(StoreError) -> AuditRecord {
        throw StoreError(.databaseUnusable, "the disk is full")
    }

    func auditRecords(before: Int?, limit: Int) async throws(StoreError) -> [AuditRecord] {
        []
    }
}

/// Keeps what is logged.
private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    var logger: Logger {
        Logger(label: "test") { _ in Handler(lines: self) }
    }

    private struct Handler: LogHandler {
        let lines: Lines
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.trace

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(
            level: Logger.Level,
            message: Logger.Message,
            metadata: Logger.Metadata?,
            source: String,
            file: String,
            function: String,
            line: UInt
        ) {
            lines.lines.withLock { $0.append("\(level) \(message) \(metadata ?? [:])") }
        }
    }
}
