import Admission
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import ModelSwitchAPI
import NIOCore
import Serving
import TestSupport
import Testing

@testable import ServingHTTP

@Suite struct LimitRouteTests {
    private static let row = #"{"features":[1,2]}"#
    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")
    private static let timeout = HTTPField.Name("Request-Timeout")

    /// A repository of one version, that a ``Hold`` decodes.
    private func models() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try folder.write("1", to: "models/v1/model.pkl")
        return folder
    }

    private func forwarded(_ address: String) throws -> HTTPFields {
        [try #require(Self.forwardedFor): address]
    }

    private static func limit(_ headers: HTTPFields, _ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    // MARK: - Rate

    private func limited(_ burst: Double) -> RequestLimits {
        RequestLimits(
            rateLimit: RateLimit(rate: 0.01, burst: burst),
            trustedProxies: TrustedProxies([IPNetwork("127.0.0.1")].compactMap(\.self))
        )
    }

    @Test func `a caller who asks too often is told when to come again, and others are not`() async throws {
        try await RouteBench(limits: limited(2)).withLiveClient { client async throws in
            let (one, other) = (try forwarded("192.0.2.1"), try forwarded("192.0.2.2"))
            let first = try await client.get("/openapi.json", headers: one)
            #expect(first.status == .ok)
            #expect(Self.limit(first.headers, "RateLimit-Policy") == #""default";q=2;w=200"#)
            #expect(Self.limit(first.headers, "RateLimit") == #""default";r=1;t=100"#)
            _ = try await client.get("/openapi.json", headers: one)
            let third = try await client.post("/predict", #"{"features":[1]}"#, headers: one)
            #expect(third.status == .tooManyRequests)
            #expect((1...100).contains(third.headers[.retryAfter].flatMap { Int($0) } ?? 0))
            #expect(Self.limit(third.headers, "RateLimit")?.hasPrefix(#""default";r=0;t="#) == true)
            let problem = try third.decode(Problem.self)
            #expect(problem.type == "urn:modelswitch:problem:rate-limited")
            #expect(problem.instance == third.headers[.requestID])
            #expect(try await client.get("/openapi.json", headers: other).status == .ok)
            let metrics = try await client.get("/metrics").text
            #expect(metrics.contains(#"http_server_rejected_requests_total{reason="rate_limit"} 1"#))
        }
    }

    @Test func `health and this machine's own programs are not limited`() async throws {
        try await RouteBench(limits: limited(1)).withLiveClient { client async throws in
            let headers = try forwarded("192.0.2.1")
            for _ in 0..<5 {
                for path in ["/healthz", "/livez", "/readyz"] {
                    let response = try await client.get(path, headers: headers)
                    #expect(response.status == .ok)
                    #expect(Self.limit(response.headers, "RateLimit") == nil)
                }
                #expect(try await client.get("/openapi.json").status == .ok)
            }
        }
    }

    @Test func `neighbours in a network of version 6 share, and made-up paths count too`() async throws {
        try await RouteBench(limits: limited(2)).withLiveClient { client async throws in
            let first = try await client.get("/made-up", headers: try forwarded("2001:db8::1"))
            #expect(first.status == .notFound)
            #expect(Self.limit(first.headers, "RateLimit")?.hasPrefix(#""default";r=1;"#) == true)
            #expect(try await client.get("/made-up", headers: try forwarded("2001:db8::2")).status == .notFound)
            let third = try await client.get("/made-up", headers: try forwarded("2001:db8::3"))
            #expect(third.status == .tooManyRequests)
            #expect(try await client.get("/made-up", headers: try forwarded("2001:db8:0:1::3")).status == .notFound)
        }
    }

    @Test func `a refused key counts against the address, and a refusal tells what is left`() async throws {
        try await RouteBench(key: "secret", limits: limited(2)).withLiveClient { client async throws in
            var headers = try forwarded("192.0.2.1")
            headers[.authorization] = "Bearer wrong"
            let refused = try await client.get("/admin/models", headers: headers)
            #expect(refused.status == .unauthorized)
            #expect(Self.limit(refused.headers, "RateLimit")?.hasPrefix(#""default";r=1;"#) == true)
            _ = try await client.get("/admin/models", headers: headers)
            #expect(try await client.get("/admin/models", headers: headers).status == .tooManyRequests)
            // Who is known has a bucket of its own.
            headers[.authorization] = "Bearer secret"
            #expect(try await client.get("/admin/models", headers: headers).status == .ok)
        }
    }

    @Test func `a caller who is known has a bucket of its own, whatever the address`() async throws {
        try await RouteBench(key: "secret", limits: limited(1)).withLiveClient { client async throws in
            let (bare, other) = (try forwarded("192.0.2.1"), try forwarded("192.0.2.2"))
            var (keyed, keyedElsewhere) = (bare, other)
            keyed[.authorization] = "Bearer secret"
            keyedElsewhere[.authorization] = "Bearer secret"
            #expect(try await client.get("/admin/models", headers: keyed).status == .ok)
            #expect(try await client.get("/admin/models", headers: keyedElsewhere).status == .tooManyRequests)
            #expect(try await client.get("/openapi.json", headers: bare).status == .ok)
            #expect(try await client.get("/openapi.json", headers: other).status == .ok)
        }
    }

    // MARK: - Saturation

    @Test func `health, metrics and admin answer while predictions are saturated`() async throws {
        let (hold, folder) = (Hold(), try models())
        let gate = AdmissionGate(places: 1, queued: 1, queueTimeout: 60)
        let bench = try await RouteBench(
            models: folder.path + "/models",
            serving: ServingLimits(gate: gate),
            hold: hold
        )
        try await bench.withClient { client async throws in
            hold.close()
            async let first = client.post("/predict", Self.row)
            try await hold.untilHeld(1)
            async let second = client.post("/predict", Self.row)
            try await waitUntil { gate.waiting == 1 }
            let refused = try await client.post("/predict", Self.row)
            #expect(refused.status == .serviceUnavailable)
            #expect(refused.headers[.retryAfter] == "1")
            #expect(try refused.decode(Problem.self).type == "urn:modelswitch:problem:saturated")
            for path in ["/healthz", "/livez", "/readyz", "/metrics", "/admin/models", "/admin/active-version"] {
                #expect(try await client.get(path).status == .ok, "\(path)")
            }
            let switched = try await client.post("/admin/set-active-version", #"{"version":"v1"}"#)
            #expect(switched.status == .ok)
            hold.open()
            #expect(try await first.status == .ok)
            #expect(try await second.status == .ok)
        }
    }

    @Test func `a client that hangs up while it waits leaves the line at once`() async throws {
        let (hold, folder) = (Hold(), try models())
        let gate = AdmissionGate(places: 1, queued: 5, queueTimeout: 60)
        let bench = try await RouteBench(
            models: folder.path + "/models",
            serving: ServingLimits(gate: gate),
            hold: hold
        )
        try await bench.withLiveClient { client async throws in
            hold.close()
            async let first = client.post("/predict", Self.row)
            try await hold.untilHeld(1)
            let socket = try RawConnection(port: client.port ?? 0)
            socket.send(
                "POST /predict HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: \(Self.row.utf8.count)\r\n\r\n\(Self.row)"
            )
            try await waitUntil { gate.waiting == 1 }
            socket.close()
            try await waitUntil { gate.waiting == 0 }
            hold.open()
            #expect(try await first.status == .ok)
        }
    }

    // MARK: - Deadlines

    @Test func `a deadline that passes is a problem of its own`() async throws {
        let (hold, folder) = (Hold(), try models())
        let bench = try await RouteBench(
            models: folder.path + "/models",
            limits: RequestLimits(deadline: 0.05),
            hold: hold
        )
        try await bench.withClient { client async throws in
            hold.close()
            let response = try await client.post("/predict", Self.row)
            #expect(response.status == .gatewayTimeout)
            #expect(try response.decode(Problem.self).type == "urn:modelswitch:problem:deadline-exceeded")
            #expect(try await client.post("/admin/warm", #"{"version":"v1"}"#).status == .ok)
            hold.open()
        }
    }

    @Test func `a client may wish for less time, and is told when that is no time`() async throws {
        let (hold, folder) = (Hold(), try models())
        let bench = try await RouteBench(models: folder.path + "/models", hold: hold)
        let name = try #require(Self.timeout)
        try await bench.withClient { client async throws in
            #expect(try await client.post("/predict", Self.row, headers: [name: "30"]).status == .ok)
            hold.close()
            let late = try await client.post("/predict", Self.row, headers: [name: "0.05"])
            #expect(late.status == .gatewayTimeout)
            hold.open()
            for wish in [
                "", "0", "-1", "1e3", "nan", "inf", ".5", "5.", "1,5", "1 s", "0x1", String(repeating: "9", count: 30),
            ] {
                let refused = try await client.post("/predict", Self.row, headers: [name: wish])
                #expect(refused.status == .badRequest, "\(wish)")
                #expect(try refused.decode(Problem.self).errors?.first?.path == "Request-Timeout")
            }
            #expect(try await client.get("/healthz", headers: [name: "nonsense"]).status == .ok)
        }
    }

    // MARK: - The circuit breaker

    @Test func `an open circuit says when to come again`() async throws {
        let folder = try models()
        try folder.write("broken", to: "models/v2/model.pkl")
        let bench = try await RouteBench(
            models: folder.path + "/models",
            breakers: CircuitBreaker.Policy(failures: 2, pause: 30)
        )
        try await bench.withClient { client async throws in
            let path = "/models/default/versions/v2/predict"
            for _ in 0..<2 {
                let problem = try await client.post(path, Self.row).decode(Problem.self)
                #expect(problem.type == "urn:modelswitch:problem:version-unavailable")
            }
            let open = try await client.post(path, Self.row)
            #expect(open.status == .serviceUnavailable)
            #expect(try open.decode(Problem.self).type == "urn:modelswitch:problem:circuit-open")
            let seconds = open.headers[.retryAfter].flatMap { Int($0) } ?? 0
            #expect((1...30).contains(seconds))
            #expect(try await client.get("/metrics").text.contains("model_circuit_state"))
        }
    }
}
