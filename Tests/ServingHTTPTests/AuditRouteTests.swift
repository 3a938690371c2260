import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import ModelStore
import ModelSwitchAPI
import NIOCore
import Serving
import TestSupport
import Testing

@testable import ServingHTTP

@Suite struct AuditRouteTests {
    private let admin = TestKeys.bearer(TestKeys.admin)

    private func entries(_ client: any TestClientProtocol, _ query: String = "") async throws -> [AuditEntry] {
        try await client.get("/admin/audit\(query)", headers: admin).decode([AuditEntry].self)
    }

    @Test func `what is done is written down with who, what and what came of it`() async throws {
        let bench = try await RouteBench(access: TestKeys.sources)
        try await bench.withClient { client async throws in
            var headers = admin
            headers[.requestID] = "req-1"
            let body = #"{"version":"v2","reason":"better"}"#
            #expect(try await client.post("/admin/set-active-version", body, headers: headers).status == .ok)
            let entry = try #require(try await entries(client).first)
            #expect(entry.sequence == 1 && entry.at == 1_700_000_000 && entry.status == 200)
            #expect(entry.kind == "key" && entry.who == "operator" && entry.address == "local")
            #expect(entry.method == "POST" && entry.route == "/admin/set-active-version" && entry.requestID == "req-1")
            #expect(entry.model == "default" && entry.version == "v2" && entry.reason == "better")
            #expect(entry.outcome == "switched from v1 to v2")
            #expect(entry.previousHash == String(repeating: "0", count: 64) && entry.hash.count == 64)
        }
    }

    @Test func `every action is an entry, however it ends, and looking is none`() async throws {
        let bench = try await RouteBench(access: TestKeys.sources)
        try await bench.withClient { client async throws in
            _ = try await client.post("/admin/set-active-version", #"{"version":"v9"}"#, headers: admin)
            _ = try await client.post("/admin/set-active-version", "{", headers: admin)
            _ = try await client.post("/admin/set-active-version", #"{"version":"v2","generation":7}"#, headers: admin)
            _ = try await client.post("/admin/rollback", "{}", headers: admin)
            _ = try await client.post("/admin/warm?model=nobody", #"{"version":"v2"}"#, headers: admin)
            _ = try await client.post("/admin/warm", #"{"version":"v3"}"#, headers: admin)
            _ = try await client.post("/admin/cache/clear", "", headers: admin)
            _ = try await client.execute(uri: "/admin/rollback", method: .delete, headers: admin, body: nil)
            for path in ["models", "history", "active-version", "models/v1"] {
                _ = try await client.get("/admin/\(path)", headers: TestKeys.bearer(TestKeys.observe))
            }
            _ = try await client.get("/admin/rollback", headers: admin)
            let found = try await entries(client).reversed()
            #expect(found.map(\.status) == [200, 422, 409, 409, 404, 200, 200, 405])
            #expect(found.map(\.sequence) == Array(1...8))
            #expect(found.first?.outcome.contains("has no version 'v9'") == true)
            #expect(found.dropFirst(6).first?.outcome == "dropped v3")
        }
        #expect(try AuditFile(in: bench.folder.path + "/state").verify().count == 8)
    }

    @Test func `who is turned away from the admin API is written down, whatever the method`() async throws {
        let bench = try await RouteBench(access: TestKeys.sources)
        try await bench.withClient { client async throws in
            _ = try await client.get("/admin/models")
            _ = try await client.post("/admin/rollback", "{}", headers: TestKeys.bearer("wrong\u{7F}"))
            _ = try await client.post("/admin/rollback", "{}", headers: TestKeys.bearer(TestKeys.observe))
            var foreign = admin
            foreign[.origin] = "https://evil.example"
            _ = try await client.execute(uri: "/admin/history", method: .options, headers: foreign, body: nil)
            // Elsewhere a refusal is for the server's log only.
            _ = try await client.post("/predict", "{}")
            _ = try await client.get("/nothing")
            let found = try await entries(client).reversed()
            #expect(found.map(\.status) == [401, 401, 403, 403])
            #expect(found.map(\.kind) == ["none", "none", "key", "key"])
            #expect(found.map(\.who) == [nil, nil, "watcher", "operator"])
            #expect(found.map(\.route) == ["/admin/models", "/admin/rollback", "/admin/rollback", "/admin/history"])
            #expect(found.allSatisfy { !$0.outcome.contains("wrong\u{7F}") })
        }
    }

    @Test func `a closed admin API writes down who knocked`() async throws {
        let bench = try await RouteBench(host: "0.0.0.0")
        try await bench.withClient { client async throws in
            #expect(try await client.post("/admin/rollback", "{}").status == .forbidden)
        }
        #expect(try await bench.audit.records(before: nil, limit: 10).map(\.draft.status) == [403])
    }

    @Test func `a thousand attempts are a few entries and a count`() async throws {
        let bench = try await RouteBench(access: TestKeys.sources)
        try await bench.withClient { client async throws in
            for _ in 0..<1000 { _ = try await client.get("/admin/audit") }
            await bench.audit.summarise()
            await bench.audit.summarise()
            let found = try await entries(client)
            #expect(found.count == 21)
            #expect(found.first?.outcome == "980 more attempts were refused, from local")
        }
        #expect(try AuditFile(in: bench.folder.path + "/state").verify().isSound)
    }

    @Test func `sixteen actions at once keep the chain`() async throws {
        let bench = try await RouteBench(access: TestKeys.sources)
        try await bench.withClient { client async throws in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<16 {
                    group.addTask {
                        let body = #"{"version":"v\#(number % 3 + 1)"}"#
                        let response = try await client.post("/admin/set-active-version", body, headers: self.admin)
                        #expect([.ok, .conflict].contains(response.status))
                    }
                }
                try await group.waitForAll()
            }
        }
        let found = try AuditFile(in: bench.folder.path + "/state").verify()
        #expect(found.isSound && found.count == 16)
    }

    @Test func `pages of entries are asked for by number, and bad numbers are refused`() async throws {
        try await RouteBench(access: TestKeys.sources).withClient { client async throws in
            for _ in 0..<5 { _ = try await client.post("/admin/rollback", "{}", headers: admin) }
            #expect(try await entries(client, "?limit=2").map(\.sequence) == [5, 4])
            #expect(try await entries(client, "?limit=2&before=4").map(\.sequence) == [3, 2])
            #expect(try await entries(client, "?before=1").isEmpty)
            for query in ["limit=0", "limit=1001", "limit=x", "before=0", "before=-1", "before=99999999999999999999"] {
                let status = try await client.get("/admin/audit?\(query)", headers: admin).status
                #expect(status == .unprocessableContent, "\(query)")
            }
            #expect(
                try await client.get("/admin/audit", headers: TestKeys.bearer(TestKeys.observe)).status == .forbidden
            )
        }
    }
}
