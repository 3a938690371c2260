import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ModelSwitchAPI
import NIOCore
import PrometheusText
import Serving
import TestSupport
import Testing

@testable import ServingHTTP

@Suite struct SurroundingsTests {
    @Test(arguments: ["abc", "0-9_.:/+=@Z", String(repeating: "x", count: 128)])
    func `a harmless request id is echoed`(id: String) async throws {
        try await RouteBench().withClient { client async throws in
            #expect(try await client.get("/livez", headers: [.requestID: id]).headers[.requestID] == id)
        }
    }

    @Test(arguments: ["", "a b", "x;y", "é", "<script>", String(repeating: "x", count: 129)])
    func `any other gets a new one`(id: String) async throws {
        try await RouteBench().withClient { client async throws in
            let echoed = try await client.get("/livez", headers: [.requestID: id]).headers[.requestID]
            #expect(echoed != id && echoed?.count == 16)
        }
    }

    @Test func `a wrong method says which ones there are`() async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.get("/predict")
            #expect(response.status == .methodNotAllowed)
            #expect(response.headers[.allow] == "POST")
            #expect(try await client.post("/healthz", "{}").headers[.allow] == "GET, HEAD")
        }
    }

    @Test func `an unknown path is a problem too`() async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.get("/nothing/here")
            #expect(response.status == .notFound)
            #expect(try response.decode(Problem.self).status == 404)
            #expect(response.headers[.requestID] != nil)
        }
    }

    @Test func `HEAD answers like GET without a body`() async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.execute(uri: "/healthz", method: .head, headers: [:], body: nil)
            #expect(response.status == .ok)
            #expect(response.body.readableBytes == 0)
        }
    }

    @Test func `draining turns readiness off`() async throws {
        let bench = try await RouteBench()
        try await bench.withClient { client async throws in
            #expect(try await client.get("/readyz").status == .ok)
            bench.service.beginDraining()
            #expect(try await client.get("/readyz").status == .serviceUnavailable)
            #expect(try await client.get("/healthz").decode(Health.self).status == .draining)
        }
    }

    @Test func `listed origins may read answers and others may not`() async throws {
        try await RouteBench(origins: ["https://app.example"]).withClient { client async throws in
            let listed = try await client.get("/healthz", headers: [.origin: "https://app.example"])
            #expect(listed.headers[.accessControlAllowOrigin] == "https://app.example")
            let other = try await client.get("/healthz", headers: [.origin: "https://evil.example"])
            #expect(other.headers[.accessControlAllowOrigin] == nil)
            let preflight = try await client.execute(
                uri: "/predict",
                method: .options,
                headers: [.origin: "https://app.example"],
                body: nil
            )
            #expect(preflight.status == .noContent)
            #expect(preflight.headers[.accessControlAllowMethods]?.contains("POST") == true)
            let failed = try await client.get("/nothing", headers: [.origin: "https://app.example"])
            #expect(failed.headers[.accessControlAllowOrigin] == "https://app.example")
        }
    }

    @Test func `without origins there are no CORS headers`() async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.get("/healthz", headers: [.origin: "https://app.example"])
            #expect(response.headers[.accessControlAllowOrigin] == nil)
        }
    }

    @Test func `metrics parse, and made-up paths add no series`() async throws {
        try await RouteBench().withClient { client async throws in
            func series() async throws -> Int {
                try PrometheusText.parse(try await client.get("/metrics").text).flatMap(\.samples).count
            }
            _ = try await client.get("/made-up")
            _ = try await series()
            let before = try await series()
            for number in 0..<200 { _ = try await client.get("/made-up/\(number)") }
            for number in 0..<200 {
                _ = try await client.post("/models/m\(number)/versions/v\(number)/predict", #"{"features":[1]}"#)
            }
            let added = try await series() - before
            #expect(added < 60, "\(added) series more")
        }
    }

    @Test func `metrics come in the format that is asked for`() async throws {
        try await RouteBench().withClient { client async throws in
            let plain = try await client.get("/metrics")
            #expect(plain.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            let open = try await client.get(
                "/metrics",
                headers: [.accept: "application/openmetrics-text;version=1.0.0,*/*;q=0.1"]
            )
            #expect(open.headers[.contentType]?.hasPrefix("application/openmetrics-text") == true)
            #expect(open.text.hasSuffix("# EOF\n"))
        }
        try await RouteBench(isMetricsEnabled: false).withClient { client async throws in
            #expect(try await client.get("/metrics").status == .notFound)
        }
    }

    @Test func `the description names every route, and its references lead somewhere`() async throws {
        try await RouteBench().withClient { client async throws in
            let document = try await client.get("/openapi.json")
            guard case .object(let root) = try document.decode(JSONValue.self),
                case .object(let paths)? = root["paths"],
                case .object(let components)? = root["components"], case .object(let schemas)? = components["schemas"]
            else {
                Issue.record("no OpenAPI document")
                return
            }
            for path in ["/predict", "/admin/rollback", "/admin/models/{version}", "/healthz", "/metrics", "/docs"] {
                #expect(paths[path] != nil, "\(path)")
            }
            let names = document.text.matches(of: /#\/components\/schemas\/(\w+)/).map { String($0.output.1) }
            #expect(!names.isEmpty)
            for name in Set(names) { #expect(schemas[name] != nil, "\(name)") }
        }
    }

    @Test func `the pages are there`() async throws {
        try await RouteBench().withClient { client async throws in
            #expect(try await client.get("/docs").text.contains("/admin/set-active-version"))
            let info = try await client.get("/").decode(ServiceInfo.self)
            #expect(info.version == "test" && info.activeVersion == "v1")
        }
    }

    @Test(arguments: ["/livez", "/nothing", "/predict", "/admin/models"])
    func `an answer to HEAD has no body, refused or not`(path: String) async throws {
        try await RouteBench(key: "secret").withClient { client async throws in
            let answer = try await client.execute(uri: path, method: .head, headers: [:], body: nil)
            #expect(answer.body.readableBytes == 0)
        }
    }
}
