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

@Suite struct PredictRouteTests {
    private func row() throws -> String {
        let rows = try PackageFiles.breastCancerRows()
        return "[\(try #require(rows.first).map(\.description).joined(separator: ","))]"
    }

    @Test func `one row gets the contract's answer`() async throws {
        let row = try row()
        try await RouteBench().withClient { client async throws in
            let response = try await client.post("/predict", "{\"features\": \(row)}")
            #expect(response.status == .ok)
            #expect(response.headers[.contentType] == "application/json")
            #expect(response.headers[.modelVersion] == "v1")
            let fields = response.fields
            #expect(fields["prediction"] as? Int == 0)
            #expect(fields["model_version"] as? String == "v1")
            #expect(fields["model"] as? String == "default")
            #expect((fields["latency_ms"] as? Double ?? 0) > 0)
            #expect(fields["probabilities"] == nil)
        }
    }

    @Test(arguments: ["v1", "v2", "v3"])
    func `all 569 rows in one request get scikit-learn's labels`(version: String) async throws {
        let rows = try PackageFiles.breastCancerRows()
        let labels = try PackageFiles.breastCancerLabels(version)
        let instances = rows.map { "[\($0.map(\.description).joined(separator: ","))]" }.joined(separator: ",")
        try await RouteBench().withClient { client async throws in
            let response = try await client.post(
                "/predict",
                "{\"instances\":[\(instances)],\"version\":\"\(version)\"}"
            )
            #expect(response.fields["predictions"] as? [Int] == labels)
        }
    }

    @Test func `probabilities come with the classes they belong to`() async throws {
        let row = try row()
        try await RouteBench().withClient { client async throws in
            let one = try await client.post("/predict", "{\"features\":\(row),\"probabilities\":true}").fields
            #expect(one["classes"] as? [Int] == [0, 1])
            let probabilities = try #require(one["probabilities"] as? [Double])
            #expect(probabilities.count == 2)
            #expect(abs(probabilities.reduce(0, +) - 1) < 1e-12)
            let many = try await client.post("/predict", "{\"instances\":[\(row)],\"probabilities\":true}").fields
            #expect(many["probabilities"] as? [[Double]] == [probabilities])
        }
    }

    @Test(arguments: [
        "/models/default/predict", "/models/default/versions/v2/predict", "/predict?version=v2",
    ])
    func `a model and a version may stand in the path or the query`(uri: String) async throws {
        let row = try row()
        try await RouteBench().withClient { client async throws in
            let response = try await client.post(uri, "{\"features\":\(row)}")
            #expect(response.status == .ok)
            #expect(response.fields["model_version"] as? String == (uri.contains("v2") ? "v2" : "v1"))
        }
    }

    @Test func `a request that names two versions is refused, one that names one twice is not`() async throws {
        let row = try row()
        try await RouteBench().withClient { client async throws in
            let body = "{\"features\":\(row),\"version\":\"v2\"}"
            #expect(try await client.post("/predict?version=v1", body).status == .unprocessableContent)
            #expect(try await client.post("/predict?version=v2", body).status == .ok)
        }
    }

    @Test func `named features are put in order`() async throws {
        let rows = try PackageFiles.breastCancerRows()
        try await RouteBench().withClient { client async throws in
            let names = try await client.get("/admin/models/v1").decode(VersionObject.self).signature?.featureNames
            let pairs = zip(try #require(names), try #require(rows.first)).map { "\"\($0)\":\($1)" }.reversed()
            let response = try await client.post("/predict", "{\"features\":{\(pairs.joined(separator: ","))}}")
            #expect(response.fields["prediction"] as? Int == 0)
        }
    }

    @Test(arguments: [
        ("{}", 422), ("nonsense", 422), (#"{"features": "x"}"#, 422), (#"{"features": []}"#, 400),
        (#"{"features": [1, 2, 3]}"#, 400), (#"{"features": {"a": 1}}"#, 400), (#"{"features": [1e999]}"#, 400),
        (#"{"features": [1], "version": "v9"}"#, 404), (#"{"features": [1], "version": "../models/v1"}"#, 404),
    ])
    func `a bad request gets a problem with its status`(body: String, status: Int) async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.post("/predict", body)
            #expect(response.status.code == status)
            #expect(response.headers[.contentType] == "application/problem+json")
            let problem = try response.decode(Problem.self)
            #expect(problem.status == status)
            #expect(!problem.detail.isEmpty && !problem.detail.contains("/work") && !problem.detail.contains("/tmp"))
            #expect(problem.instance == response.headers[.requestID])
        }
    }

    @Test func `an unknown model is not found`() async throws {
        try await RouteBench().withClient { client async throws in
            #expect(try await client.post("/models/other/predict", #"{"features":[1]}"#).status == .notFound)
        }
    }

    @Test func `a null is refused at its place by a model without missing values`() async throws {
        let values = Array(repeating: "1", count: 29).joined(separator: ",")
        try await RouteBench().withClient { client async throws in
            let response = try await client.post("/predict", "{\"features\":[null,\(values)]}")
            #expect(response.status == .badRequest)
            #expect(try response.decode(Problem.self).errors?.first?.path == "features[0]")
        }
    }

    @Test func `a body over the limit is refused, by its length or by its bytes`() async throws {
        try await RouteBench(maximumBodyBytes: 100).withClient { client async throws in
            let body = "{\"features\":[\(Array(repeating: "1", count: 100).joined(separator: ","))]}"
            #expect(try await client.post("/predict", body).status == .contentTooLarge)
            #expect(try await client.post("/admin/warm", body).status == .contentTooLarge)
        }
    }

    @Test(arguments: [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonx",
    ])
    func `another media type is refused`(type: String) async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.post("/predict", #"{"features":[1]}"#, headers: [.contentType: type])
            #expect(response.status == .unsupportedMediaType)
        }
    }
}

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
            for path in paths.flatMap({ ["/admin/\($0)", "/admin/\($0)/", "//admin//\($0)"] }) {
                for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete, .head, .options] {
                    let response = try await client.execute(uri: path, method: method, headers: [:], body: nil)
                    #expect(
                        [.unauthorized, .notFound].contains(response.status),
                        "\(method) \(path): \(response.status)"
                    )
                    if response.status == .unauthorized { #expect(response.headers[.wwwAuthenticate] != nil) }
                }
            }
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
}
