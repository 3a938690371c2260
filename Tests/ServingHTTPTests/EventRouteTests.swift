import Foundation
import HTTPTypes
import HummingbirdTesting
import ModelSwitchAPI
import NIOCore
import Serving
import Testing

@testable import ServingHTTP

@Suite struct EventRouteTests {
    private func events(_ response: TestResponse) throws -> [ServerEvent] {
        var parser = ServerSentEventParser()
        return try parser.read(response.body.readableBytesView).map { event in
            let decoded = try JSONDecoder().decode(ServerEvent.self, from: Data(event.data.utf8))
            #expect(event.id == decoded.id && event.event == decoded.kind.rawValue)
            return decoded
        }
    }

    /// Listens, does something meanwhile, and ends the service.
    private func listen(
        _ bench: RouteBench,
        _ uri: String = "/admin/events",
        headers: HTTPFields = [:],
        meanwhile: @escaping @Sendable (any TestClientProtocol) async throws -> Void = { _ in }
    ) async throws -> [ServerEvent] {
        let collected = Collected()
        try await bench.withClient { client async throws in
            let before = bench.service.events.listenerCount
            async let response = client.get(uri, headers: headers)
            while bench.service.events.listenerCount == before { try await Task.sleep(for: .milliseconds(1)) }
            try await meanwhile(client)
            bench.service.beginDraining()
            await collected.set(try await response)
        }
        let response = try #require(await collected.response)
        #expect(response.status == .ok)
        #expect(response.headers[.contentType] == "text/event-stream")
        #expect(response.headers[.cacheControl] == "no-store" && response.headers[.contentLength] == nil)
        #expect(response.headers[.requestID] != nil)
        #expect(response.text.hasPrefix("retry: 2000\n\n"))
        return try events(response)
    }

    private actor Collected {
        var response: TestResponse?
        func set(_ response: TestResponse) { self.response = response }
    }

    @Test func `a switch and a failed load are told to who listens, until the end`() async throws {
        let told = try await listen(try await RouteBench()) { client async throws in
            _ = try await client.post(
                "/admin/set-active-version",
                #"{"version":"v2","reason":"better"}"#
            )
        }
        #expect(told.map(\.kind) == [.ready, .loaded, .switched, .draining])
        let switched = told[2]
        #expect(switched.version == "v2" && switched.from == "v1" && switched.generation == 1)
        #expect(switched.reason == "better" && switched.model == "default" && switched.requestID != nil)
        #expect(told.map(\.id) == ["life-1", "life-2", "life-3", "life-4"])
    }

    @Test func `who comes back gets what it missed, and a stranger to this life everything`() async throws {
        func told(_ headers: HTTPFields, _ uri: String = "/admin/events") async throws -> [String] {
            let bench = try await RouteBench()
            for number in 1...3 { bench.service.events.publish(.loaded, version: "v\(number)") }
            return try await listen(bench, uri, headers: headers).map { $0.version ?? $0.kind.rawValue }
        }
        #expect(try await told([.lastEventID: "life-2"]) == ["ready", "v2", "v3", "draining"])
        #expect(try await told([:], "/admin/events?after=life-3") == ["ready", "v3", "draining"])
        #expect(try await told([.lastEventID: "life-4"], "/admin/events?after=life-1") == ["ready", "draining"])
        #expect(try await told([:], "/admin/events?after=0") == ["ready", "v1", "v1", "v2", "v3", "draining"])
        let all = ["reset", "v1", "v1", "v2", "v3", "draining"]
        for strange in ["other-2", "life-99", "nonsense", "life-", "-1", String(repeating: "x", count: 5000)] {
            #expect(try await told([.lastEventID: strange]) == all, "\(strange.prefix(20))")
        }
        #expect(try await told([:]) == ["ready", "draining"])
    }

    @Test func `a gap is told`() async throws {
        let bench = try await RouteBench()
        for number in 1...40 { bench.service.events.publish(.loaded, version: "v\(number)") }
        let told = try await listen(bench, headers: [.lastEventID: "life-2"])
        #expect(told[1].kind == .lost && told[1].count == 23)
        #expect(told[2].version == "v25" && told.last?.kind == .draining)
    }

    @Test func `events of one model`() async throws {
        let bench = try await RouteBench()
        let told = try await listen(bench, "/admin/events?model=default") { _ in
            bench.service.events.publish(.loaded, model: "other", version: "v9")
            bench.service.events.publish(.loaded, model: "default", version: "v2")
        }
        #expect(told.map { $0.version ?? $0.kind.rawValue } == ["ready", "v2", "draining"])
    }

    @Test func `a wrong question and one listener too many are refused`() async throws {
        let bench = try await RouteBench(listeners: 1)
        let held = try bench.service.events.listen()
        try await bench.withClient { client async throws in
            let full = try await client.get("/admin/events")
            #expect(full.status == .serviceUnavailable && full.headers[.retryAfter] != nil)
            #expect(try await client.get("/admin/events?after=%0A").status == .unprocessableContent)
            #expect(try await client.get("/admin/events?model=no").status == .notFound)
            #expect(
                try await client.get("/admin/events", headers: [.origin: "https://evil.example"]).status == .forbidden
            )
        }
        #expect(held.position == 1 && bench.service.events.listenerCount == 1)
    }

    @Test func `listeners are no requests in flight, and their places come free`() async throws {
        let bench = try await RouteBench()
        _ = try await listen(bench) { _ in
            while bench.service.metrics.http.inFlight > 0 { try await Task.sleep(for: .milliseconds(1)) }
        }
        while bench.service.events.listenerCount > 0 { try await Task.sleep(for: .milliseconds(1)) }
    }
}

extension HTTPField.Name {
    fileprivate static let lastEventID = HTTPField.Name("Last-Event-ID") ?? .accept
}
