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

@Suite struct AdminRouteTests {
    @Test func `a switch and a rollback are seen in the history`() async throws {
        try await RouteBench().withClient { client async throws in
            let before = try await client.get("/admin/active-version").decode(ActiveVersion.self)
            #expect(before == ActiveVersion(activeVersion: "v1", availableVersions: ["v1", "v2", "v3"], generation: 0))
            let switched = try await client.post("/admin/set-active-version", #"{"version":"v2","reason":"better"}"#)
                .decode(ActivationResult.self)
            #expect(switched.success && switched.activeVersion == "v2" && switched.generation == 1)
            let back = try await client.execute(uri: "/admin/rollback", method: .post, headers: [:], body: nil)
                .decode(ActivationResult.self)
            #expect(back.success && back.activeVersion == "v1" && back.generation == 2)
            let history = try await client.get("/admin/history").decode([HistoryEntry].self)
            #expect(history.map(\.kind) == ["rollback", "activate"])
            #expect(history.last?.reason == "better")
            #expect(history.allSatisfy { $0.digest?.count == 64 })
        }
    }

    @Test func `an unknown version answers 200 without success`() async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.post("/admin/set-active-version", #"{"version":"v9"}"#)
            #expect(response.status == .ok)
            let result = try response.decode(ActivationResult.self)
            #expect(!result.success && result.activeVersion == "v1")
        }
    }

    @Test func `an older generation is a conflict that names who switched`() async throws {
        try await RouteBench().withClient { client async throws in
            _ = try await client.post("/admin/set-active-version", #"{"version":"v2","generation":0}"#)
            let response = try await client.post("/admin/set-active-version", #"{"version":"v3","generation":0}"#)
            #expect(response.status == .conflict)
            #expect(try response.decode(Problem.self).detail.contains("switched to v2 at "))
        }
    }

    @Test func `a rollback with nothing behind it is a conflict`() async throws {
        try await RouteBench().withClient { client async throws in
            #expect(try await client.post("/admin/rollback", "{}").status == .conflict)
        }
    }

    @Test func `a broken version is a conflict for a switch and unavailable for a prediction`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("this is no pickle", to: "v1/model.pkl")
        try await RouteBench(models: folder.path).withClient { client async throws in
            #expect(try await client.post("/admin/set-active-version", #"{"version":"v1"}"#).status == .conflict)
            #expect(try await client.post("/admin/warm", #"{"version":"v1"}"#).status == .conflict)
            let response = try await client.post("/predict", #"{"features":[1]}"#)
            #expect(response.status == .serviceUnavailable)
            #expect(response.headers[.retryAfter] != nil)
            let object = try await client.get("/admin/models/v1").decode(VersionObject.self)
            #expect(object.state == .failed)
            #expect(object.reason?.contains("model.pkl of v1") == true)
            #expect(try await client.get("/readyz").status == .serviceUnavailable)
        }
    }

    @Test(arguments: [
        ("/admin/set-active-version", "{}", "version"), ("/admin/set-active-version", #"{"version":1}"#, "version"),
        ("/admin/set-active-version", #"{"version":"v1","verison":"v2"}"#, "verison"),
        ("/admin/set-active-version", #"{"version":"v1","generation":"1"}"#, "generation"),
        ("/admin/rollback", #"{"version":"v1"}"#, "version"), ("/admin/warm", #"{"version":null}"#, "version"),
    ])
    func `a bad admin body names the field`(uri: String, body: String, field: String) async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.post(uri, body)
            #expect(response.status == .unprocessableContent)
            #expect(try response.decode(Problem.self).errors?.first?.path == field)
        }
    }

    @Test(arguments: ["", "[]", "3", "{", "\u{0}"])
    func `an admin body that is no object is refused`(body: String) async throws {
        try await RouteBench().withClient { client async throws in
            #expect(try await client.post("/admin/warm", body).status == .unprocessableContent)
        }
    }

    @Test func `a version object has what the contract names`() async throws {
        try await RouteBench().withClient { client async throws in
            let objects = try await client.get("/admin/models").decode([VersionObject].self)
            #expect(objects.map(\.version) == ["v1", "v2", "v3"])
            let active = try #require(objects.first)
            #expect(active.active && active.loaded && active.state == .ready)
            #expect(active.format == "sklearn-joblib")
            #expect(active.digest?.count == 64)
            #expect((active.loadTime ?? 0) > 0 && (active.memoryBytes ?? 0) > 0 && (active.fileSize ?? 0) > 0)
            #expect(active.signature?.features == 30)
            #expect(active.signature?.classes == [.integer(0), .integer(1)])
            #expect(active.metadata?["description"] != nil)
            #expect(objects.last?.state == .unloaded)
            #expect(objects.last?.metadata?["description"] != nil)
            let unknown = try await client.get("/admin/models/v9").decode(VersionObject.self)
            #expect(!unknown.exists && !unknown.loaded)
        }
    }

    @Test func `warming loads without switching, and clearing drops all but the active version`() async throws {
        try await RouteBench().withClient { client async throws in
            let warmed = try await client.post("/admin/warm", #"{"version":"v3"}"#).decode(VersionObject.self)
            #expect(warmed.state == .ready && !warmed.active)
            #expect(try await client.get("/healthz").decode(Health.self).modelsLoaded == 2)
            let cleared = try await client.execute(uri: "/admin/cache/clear", method: .post, headers: [:], body: nil)
                .decode(CacheCleared.self)
            #expect(cleared.success && cleared.message == "dropped v3")
            let active = try await client.execute(
                uri: "/admin/cache/clear?version=v1",
                method: .post,
                headers: [:],
                body: nil
            )
            .decode(CacheCleared.self)
            #expect(!active.success && active.clearedVersion == "v1")
            #expect(try await client.post("/admin/warm", #"{"version":"v9"}"#).status == .notFound)
        }
    }

    @Test(arguments: ["/admin/models", "/admin/history", "/admin/active-version"])
    func `an unknown model is not found`(uri: String) async throws {
        try await RouteBench().withClient { client async throws in
            #expect(try await client.get(uri + "?model=other").status == .notFound)
            #expect(try await client.get(uri + "?model=default").status == .ok)
        }
    }

    @Test(arguments: ["0", "-1", "1001", "x", "99999999999999999999"])
    func `a limit out of range is refused`(limit: String) async throws {
        try await RouteBench().withClient { client async throws in
            #expect(try await client.get("/admin/history?limit=\(limit)").status == .unprocessableContent)
        }
    }

    @Test func `every admin route and method wants the key, however the path is written`() async throws {
        let bench = try await RouteBench(key: "secret")
        try await bench.withClient { client async throws in
            let paths = [
                "active-version", "set-active-version", "rollback", "models", "models/v1", "warm", "cache/clear",
                "history",
            ]
            for path in paths {
                for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete, .head, .options] {
                    for spelling in ["/admin/\(path)", "/admin/\(path)/", "//admin//\(path)"] {
                        let response = try await client.execute(uri: spelling, method: method, headers: [:], body: nil)
                        #expect(response.status == .unauthorized, "\(method) \(spelling): \(response.status)")
                        #expect(response.headers[.wwwAuthenticate] != nil)
                    }
                }
            }
            // Spellings that are none of the routes' may be unknown, but never open.
            for path in [
                "/ADMIN/models", "/admin/%6dodels", "/%61dmin/models", "/admin/../admin/models", "/./admin/models",
            ] {
                let status = try await client.get(path).status
                #expect([.unauthorized, .notFound].contains(status), "\(path): \(status)")
            }
            #expect(try await client.get("/admin/models", headers: [.authorization: "Bearer secret"]).status == .ok)
            #expect(try await client.get("/healthz").status == .ok)
        }
    }

    @Test func `an origin that may read predictions is no origin for the admin API`() async throws {
        try await RouteBench(origins: ["*"]).withClient { client async throws in
            let page: HTTPFields = [.origin: "https://any.example"]
            #expect(try await client.get("/healthz", headers: page).headers[.accessControlAllowOrigin] == "*")
            let preflight = try await client.execute(uri: "/admin/rollback", method: .options, headers: page, body: nil)
            #expect(preflight.status == .forbidden)
            #expect(preflight.headers[.accessControlAllowOrigin] == nil)
        }
    }

    @Test func `the admin API is on the listener that offers it and on no other`() async throws {
        let bench = try await RouteBench()
        try await bench.withClient(offering: .open) { client async throws in
            #expect(try await client.get("/admin/models").status == .notFound)
            #expect(try await client.get("/healthz").status == .ok)
        }
        try await bench.withClient(offering: .admin) { client async throws in
            #expect(try await client.get("/admin/models").status == .ok)
            #expect(try await client.get("/healthz").status == .notFound)
        }
    }
}
