import Foundation
import GRDB
import TestSupport
import Testing

@testable import ModelStore

@Suite struct AuditLogTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var state: String { folder.path + "/state" }

    private func open() throws -> SQLiteActivationStore {
        try SQLiteActivationStore(in: StateDirectory(path: state))
    }

    private func draft(_ number: Int, reason: String? = nil) -> AuditDraft {
        AuditDraft(
            kind: "key",
            name: "ci",
            address: "127.0.0.1",
            method: "POST",
            route: "/admin/rollback",
            model: "default",
            version: "v\(number)",
            reason: reason,
            requestID: "r\(number)",
            status: 200,
            outcome: "switched"
        )
    }

    /// A log of so many entries, closed.
    private func fill(_ count: Int) async throws {
        let store = try open()
        for number in 1...count { _ = try await store.append(draft(number), at: 1_700_000_000.25 + Double(number)) }
        try store.close()
    }

    private func verify(expectedHead: String? = nil) throws -> AuditVerification {
        try AuditFile(in: state).verify(expectedHead: expectedHead)
    }

    /// Does what somebody with the file could do: the triggers first.
    private func tamper(_ sql: String) throws {
        let database = try DatabaseQueue(path: state + "/modelswitch.sqlite")
        for trigger in ["audit_is_not_changed", "audit_is_not_removed", "audit_is_not_replaced"] {
            try database.write { try $0.execute(sql: "DROP TRIGGER IF EXISTS \(trigger)") }
        }
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }

    @Test func `entries are chained from the first on, also over a restart`() async throws {
        try await fill(3)
        try await {
            let store = try open()
            let fourth = try await store.append(draft(4, reason: "why"), at: 1)
            let entries = try await store.auditRecords(before: nil, limit: 10)
            #expect(entries.map(\.sequence) == [4, 3, 2, 1])
            #expect(entries.first == fourth)
            #expect(entries.last?.previousHash == AuditRecord.origin)
            #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.previousHash == $1.hash })
            #expect(try await store.auditRecords(before: 3, limit: 1).map(\.sequence) == [2])
            // Also while the store is in use.
            let found = try verify()
            #expect(found.isSound && found.count == 4 && found.head == fourth.hash)
            try store.close()
        }()
        #expect(try verify().count == 4)
    }

    @Test func `an empty log is sound, and a folder without one is told`() throws {
        try open().close()
        let found = try verify()
        #expect(found.isSound && found.count == 0 && found.head == nil)
        #expect(throws: StoreError.self) { try AuditFile(in: folder.path + "/nowhere").verify() }
        let old = try DatabaseQueue(path: folder.path + "/modelswitch.sqlite")
        try old.write { try $0.execute(sql: "CREATE TABLE activation (id INTEGER)") }
        try old.close()
        #expect(throws: StoreError.self) { try AuditFile(in: folder.path).verify() }
    }

    @Test(arguments: [
        "UPDATE audit SET outcome = 'x'", "DELETE FROM audit", "DELETE FROM audit WHERE sequence = 3",
        "INSERT OR REPLACE INTO audit SELECT sequence, at, kind, 'other', address, method, route, model, version, reason, "
            + "requestID, status, outcome, previousHash, hash FROM audit WHERE sequence = 2",
        "UPDATE OR REPLACE audit SET sequence = 1 WHERE sequence = 2",
    ])
    func `the database refuses to change or remove entries`(sql: String) async throws {
        try await fill(3)
        let database = try DatabaseQueue(path: state + "/modelswitch.sqlite")
        #expect(throws: DatabaseError.self) { try database.write { try $0.execute(sql: sql) } }
        try database.close()
        #expect(try verify().count == 3)
    }

    @Test(arguments: [
        "at = at + 0.001", "kind = 'none'", "name = 'eve'", "address = '::1'", "method = 'GET'", "route = '/'",
        "model = NULL", "version = 'v9'", "version = NULL", "reason = ''", "requestID = 'x'", "status = 403",
        "outcome = 'refused'", "previousHash = hash", "hash = previousHash", "name = '', address = name || address",
        "model = version, version = model", "status = 'abc'", "name = x'ff'",
    ])
    func `a change of any column is found`(change: String) async throws {
        try await fill(4)
        try tamper("UPDATE audit SET \(change) WHERE sequence = 3")
        let found = try verify()
        #expect(!found.isSound && found.count == 2)
        #expect(found.fault?.contains("entry 3") == true, "\(found.fault ?? "")")
    }

    @Test func `an entry whose hash was made anew breaks the next one`() async throws {
        try await fill(4)
        let store = try open()
        let entries = try await store.auditRecords(before: nil, limit: 10)
        try store.close()
        let second = try #require(entries.first { $0.sequence == 2 })
        let first = try #require(entries.first { $0.sequence == 1 })
        let forged = AuditRecord(draft(9), at: second.at, after: first)
        try tamper(
            "UPDATE audit SET version = 'v9', requestID = 'r9', hash = '\(forged.hash)' WHERE sequence = 2"
        )
        #expect(try verify().fault?.contains("entry 3 does not follow") == true)
    }

    @Test func `removed, swapped and inserted entries are found`() async throws {
        try await fill(5)
        try tamper("DELETE FROM audit WHERE sequence = 3")
        #expect(try verify().fault == "entry 3 is missing: after 2 comes 4")
        try tamper("UPDATE audit SET sequence = sequence - 1 WHERE sequence > 3")
        #expect(try verify().fault?.contains("entry 3 was changed") == true)
        try tamper("DELETE FROM audit WHERE sequence < 3")
        #expect(try verify().fault?.contains("entry 1 is missing") == true)
    }

    @Test func `reordered entries are found`() async throws {
        try await fill(4)
        try tamper("UPDATE audit SET sequence = 5 - sequence + 100; UPDATE audit SET sequence = sequence - 100")
        #expect(try verify().fault?.contains("entry 1 was changed") == true)
    }

    @Test func `a cut end is found by the head that was kept`() async throws {
        try await fill(4)
        let head = try #require(try verify().head)
        #expect(try verify(expectedHead: head.uppercased()).expectedSequence == 4)
        let store = try open()
        _ = try await store.append(draft(5), at: 5)
        try store.close()
        let grown = try verify(expectedHead: head)
        #expect(grown.isSound && grown.expectedSequence == 4 && grown.count == 5)
        try tamper("DELETE FROM audit WHERE sequence > 3")
        #expect(try verify().isSound)
        #expect(try !verify(expectedHead: head).isSound)
    }

    @Test func `sixteen at once keep the chain`() async throws {
        let store = try open()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<16 {
                group.addTask { for _ in 0..<8 { _ = try await store.append(draft(number), at: Double(number)) } }
            }
            try await group.waitForAll()
        }
        let found = try verify()
        #expect(found.isSound && found.count == 128)
    }

    @Test func `text from outside is cleaned and cut`() {
        let draft = AuditDraft(
            kind: "none",
            name: "a\nb\u{1B}[31m\u{202E}",
            address: String(repeating: "9", count: 100),
            method: "POST",
            route: "/",
            reason: String(repeating: "é", count: 5000),
            requestID: "\u{0}",
            status: 401,
            outcome: String(repeating: "👩‍👩‍👧", count: 100)
        )
        #expect(draft.name == "a?b?[31m?")
        #expect(draft.address == String(repeating: "9", count: 64) + "…")
        #expect(draft.reason == String(repeating: "é", count: 500) + "…")
        #expect(draft.requestID == "?")
        #expect(draft.outcome.utf8.count <= 503 && draft.outcome.hasSuffix("…"))
    }

    @Test func `no two entries share an encoding`() {
        func hash(_ name: String, _ address: String, _ model: String?, _ version: String?) -> String {
            let draft = AuditDraft(
                kind: "key",
                name: name,
                address: address,
                method: "",
                route: "",
                model: model,
                version: version,
                requestID: "",
                status: 0,
                outcome: ""
            )
            return AuditRecord(draft, at: 0, after: nil).hash
        }
        let hashes = [
            hash("ab", "", nil, nil), hash("a", "b", nil, nil), hash("", "ab", nil, nil), hash("a", "b", "", nil),
            hash("a", "b", nil, ""), hash("a", "b", "c", nil), hash("a", "b", nil, "c"),
        ]
        #expect(Set(hashes).count == hashes.count)
    }

    @Test func `a database of an older server gets its audit log`() async throws {
        _ = try open()
        let database = try DatabaseQueue(path: state + "/modelswitch.sqlite")
        try await database.write {
            try $0.execute(sql: "DROP TABLE audit; DELETE FROM grdb_migrations WHERE identifier = 'audit'")
        }
        try database.close()
        let store = try open()
        #expect(try await store.append(draft(1), at: 1).sequence == 1)
    }
}
