import Foundation
import HTTPTypes
import HummingbirdTesting
import ModelRegistry
import ModelSwitchAPI
import NIOCore
import TestSupport
import Testing

@testable import ServingHTTP

@Suite struct OpenInferenceRouteTests {
    private static let row = [String](repeating: "1", count: 30).joined(separator: ",")

    private func request(rows: Int = 1, more: String = "") -> String {
        let data = [String](repeating: "[\(Self.row)]", count: rows).joined(separator: ",")
        return #"{"inputs":[{"name":"input","shape":[\#(rows),30],"datatype":"FP64","data":[\#(data)]}]\#(more)}"#
    }

    private func error(_ response: TestResponse) throws -> String {
        #expect(response.headers[.contentType] == "application/json")
        #expect(Set(response.fields.keys) == ["error"], "\(response.text)")
        return try response.decode(InferenceErrorBody.self).error
    }

    // MARK: - Looking

    @Test(arguments: [
        "/v2", "/v2/", "/v2/health/live", "/v2/health/ready/", "/v2/models/default", "/v2/models/default/",
        "/v2/models/default/ready",
        "/v2/models/default/config/", "/v2/models/default/stats", "/v2/models/stats", "/v2/models/default/versions/v1",
        "/v2/models/default/versions/1/", "/v2/models/default/versions/1/ready",
        "/v2/models/default/versions/v1/config",
        "/v2/models/default/versions/v1/stats/", "/v2/logging", "/v2/trace/setting", "/v2/models/default/trace/setting",
    ])
    func `every path answers, with and without a slash at its end`(path: String) async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.get(path)
            #expect(response.status == .ok && response.headers[.contentType] == "application/json", "\(response.text)")
        }
    }

    @Test func `metadata tells the tensors and the versions that are ready`() async throws {
        let bench = try await RouteBench()
        try await bench.withClient { client async throws in
            let metadata = try await client.get("/v2/models/default").decode(InferenceModelMetadata.self)
            #expect(metadata.name == "default" && metadata.versions == ["v1"] && metadata.platform == "sklearn_joblib")
            #expect(metadata.inputs == [.init(name: "input", datatype: "FP64", shape: [-1, 30])])
            #expect(metadata.outputs.map(\.name) == ["predict", "predict_proba"])
            // Asking for a version loads it, as a prediction would.
            let second = try await client.get("/v2/models/default/versions/2").decode(InferenceModelMetadata.self)
            #expect(second.versions == ["v2"])
            #expect(
                try await client.get("/v2/models/default").decode(InferenceModelMetadata.self).versions == ["v1", "v2"]
            )
            let configuration = try await client.get("/v2/models/default/config").decode(
                InferenceModelConfiguration.self
            )
            #expect(configuration.input == [.init(name: "input", dataType: "TYPE_FP64", dims: [-1, 30])])
        }
    }

    @Test func `a version is ready once it is in memory, and asking does not load it`() async throws {
        try await RouteBench().withClient { client async throws in
            for _ in 0..<2 {
                let response = try await client.get("/v2/models/default/versions/2/ready")
                #expect(response.status == .serviceUnavailable)
                #expect(try error(response).contains("'v2'"))
            }
            _ = try await client.post("/v2/models/default/versions/2/infer", request())
            #expect(try await client.get("/v2/models/default/versions/2/ready").status == .ok)
        }
    }

    @Test func `statistics count requests, rows and times`() async throws {
        try await RouteBench().withClient { client async throws in
            for _ in 0..<3 { _ = try await client.post("/v2/models/default/infer", request(rows: 4)) }
            _ = try await client.post("/v2/models/default/infer", "{}")
            _ = try await client.post("/v2/models/default/infer", request(more: #","outputs":[{"name":"x"}]"#))
            let all = try await client.get("/v2/models/stats").decode(InferenceStatistics.self)
            let model = try #require(all.modelStats.first)
            #expect(all.modelStats.count == 1 && model.version == "v1")
            #expect(model.inferenceCount == 12 && model.executionCount == 3 && model.lastInference == 1_700_000_000_000)
            #expect(model.inferenceStats.success.count == 3 && model.inferenceStats.fail.count == 2)
            #expect(model.inferenceStats.success.ns >= model.inferenceStats.computeInfer.ns)
            #expect(model.inferenceStats.computeInfer.ns > 0)
            // A version that was never loaded has counted nothing, and gets no series by being asked for.
            let other = try await client.get("/v2/models/default/versions/3/stats").decode(InferenceStatistics.self)
            #expect(other.modelStats.map(\.executionCount) == [0])
            #expect(try await !client.get("/metrics").text.contains("model_version=\"v3\""))
        }
    }

    // MARK: - Inference

    @Test func `an inference answers what a prediction answers`() async throws {
        try await RouteBench().withClient { client async throws in
            let more = #","id":"7","outputs":[{"name":"predict_proba"},{"name":"predict"}]"#
            let response = try await client.post("/v2/models/default/infer", request(rows: 2, more: more))
            #expect(response.status == .ok && response.headers[.modelVersion] == "v1")
            #expect(response.fields["id"] as? String == "7" && response.fields["model_version"] as? String == "v1")
            let outputs = try #require(response.fields["outputs"] as? [[String: Any]])
            let predicted = try await client.post(
                "/predict",
                #"{"instances":[[\#(Self.row)],[\#(Self.row)]],"probabilities":true}"#
            ).fields
            #expect(outputs.map { $0["name"] as? String } == ["predict_proba", "predict"])
            #expect(outputs[1]["data"] as? [Int] == predicted["predictions"] as? [Int])
            #expect(outputs[0]["data"] as? [Double] == (predicted["probabilities"] as? [[Double]])?.flatMap(\.self))
            #expect(outputs[0]["shape"] as? [Int] == [2, 2])
        }
    }

    @Test func `bytes go in and come out, behind as much JSON as the header says`() async throws {
        try await RouteBench().withClient { client async throws in
            let json =
                #"{"parameters":{"binary_data_output":true},"inputs":[{"name":"input","shape":[2,30],"datatype":"FP32","parameters":{"binary_data_size":240}}]}"#
            let tensor = [UInt8](repeating: 0, count: 240)
            let header = try #require(RequestReader.inferenceHeader)
            let response = try await client.execute(
                uri: "/v2/models/default/versions/1/infer",
                method: .post,
                headers: [header: "\(json.utf8.count)"],
                body: ByteBuffer(bytes: Array(json.utf8) + tensor)
            )
            #expect(response.status == .ok && response.headers[.contentType] == "application/octet-stream")
            let length = try #require(response.headers[header].flatMap { Int($0) })
            #expect(response.body.readableBytes == length + 16)
        }
    }

    @Test func `a body without JSON is a row`() async throws {
        try await RouteBench().withClient { client async throws in
            let header = try #require(RequestReader.inferenceHeader)
            for (count, status) in [
                (240, HTTPResponse.Status.ok), (232, .badRequest), (239, .badRequest), (0, .badRequest),
            ] {
                let response = try await client.execute(
                    uri: "/v2/models/default/infer",
                    method: .post,
                    headers: [header: "0", .contentType: "application/octet-stream"],
                    body: ByteBuffer(bytes: [UInt8](repeating: 0, count: count))
                )
                #expect(response.status == status, "\(count)")
            }
        }
    }

    @Test(arguments: ["-1", "1.5", "", "x", "99999999999999999999", "4294967297", "3", "100000", "0x10", "+5", " "])
    func `a header that is no length of this body is refused`(value: String) async throws {
        try await RouteBench().withClient { client async throws in
            let header = try #require(RequestReader.inferenceHeader)
            let response = try await client.post("/v2/models/default/infer", request(), headers: [header: value])
            #expect(response.status == .badRequest)
            #expect(try !error(response).isEmpty)
        }
    }

    @Test(arguments: [
        (
            #"{"inputs":[{"name":"input","shape":[1,3],"datatype":"FP64","data":[1,2,3]}]}"#,
            "input: got 3 features, expected 30"
        ),
        (
            #"{"inputs":[{"name":"x","shape":[1,3],"datatype":"FP64","data":[1,2,3]}]}"#,
            "got input 'x', expected the model's one input 'input'"
        ),
        (
            #"{"inputs":[{"name":"input","shape":[4611686018427387904,4],"datatype":"FP64","data":[1]}]}"#,
            "which no request can hold"
        ),
        ("{", "the request is no JSON"), ("", "the request is no JSON"),
    ])
    func `what is wrong with a request is said in its error`(body: String, sentence: String) async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.post("/v2/models/default/infer", body)
            #expect(response.status == .badRequest)
            // An empty body has a length of 0, which has a sentence of its own.
            #expect(try error(response).contains(body.isEmpty ? "0 bytes" : sentence), "\(response.text)")
        }
    }

    @Test func `a value that the model cannot take is named by its place in the tensor`() async throws {
        try await RouteBench().withClient { client async throws in
            let json = request(rows: 2).replacing(",1]]}", with: ",null]]}")
            let response = try await client.post("/v2/models/default/infer", json)
            #expect(response.status == .badRequest)
            #expect(try error(response).hasPrefix("input[1][29]: is null"), "\(response.text)")
        }
    }

    @Test func `texts with numbers written out are numbers to a model of numbers`() async throws {
        try await RouteBench().withClient { client async throws in
            func body(_ cell: String) -> String {
                let cells = [String](repeating: "\"1\"", count: 29).joined(separator: ",")
                return #"{"inputs":[{"name":"input","shape":[1,30],"datatype":"BYTES","data":[\#(cells),"\#(cell)"]}]}"#
            }
            let good = try await client.post("/v2/models/default/infer", body("1.0"))
            let same = try await client.post("/v2/models/default/infer", request())
            #expect(good.status == .ok && good.text == same.text)
            for cell in ["one", "", "inf", "1e999"] {
                let bad = try await client.post("/v2/models/default/infer", body(cell))
                #expect(bad.status == .badRequest)
                #expect(try error(bad).hasPrefix("input[0][29]"), "\(bad.text)")
            }
        }
    }

    // MARK: - Errors

    @Test(arguments: [
        ("GET", "/v2/nothing", 404), ("GET", "/v2/systemsharedmemory/status", 404),
        ("POST", "/v2/cudasharedmemory/region/x/register", 404),
        ("GET", "/v2/models/nobody", 404), ("GET", "/v2/models/default/versions/9", 404),
        ("GET", "/v2/models/default/versions/v9/ready", 404),
        ("GET", "/v2/models/nobody/ready", 404), ("GET", "/v2/models/nobody/stats", 404),
        ("GET", "/v2/models/default/versions/9/stats", 404),
        ("GET", "/v2/models/default/infer", 405), ("DELETE", "/v2", 405), ("GET", "/v2/repository/index", 405),
        ("POST", "/v2/repository/models/nobody/load", 404), ("POST", "/v2/repository/models/nobody/unload", 404),
        ("POST", "/v2/repository/models/default/versions/9/load", 404),
        ("POST", "/v2/repository/models/default/versions/9/unload", 404),
        ("GET", "/v2/models/nobody/trace/setting", 404), ("GET", "//v2//nothing", 404),
    ])
    func `every refusal under v2 is an error of the protocol`(method: String, path: String, status: Int) async throws {
        try await RouteBench().withClient { client async throws in
            let method = try #require(HTTPRequest.Method(method))
            let response = try await client.execute(uri: path, method: method, headers: [:], body: nil)
            #expect(response.status.code == status)
            #expect(try !error(response).isEmpty)
            #expect(response.headers[.requestID] != nil)
        }
    }

    @Test func `a foreign media type and a body over the limit are errors of the protocol too`() async throws {
        try await RouteBench(maximumBodyBytes: 100).withClient { client async throws in
            let form = try await client.post("/v2/models/default/infer", "a=1", headers: [.contentType: "text/plain"])
            #expect(form.status == .unsupportedMediaType)
            #expect(try !error(form).isEmpty)
            let large = try await client.post("/v2/models/default/infer", request())
            #expect(large.status == .contentTooLarge)
            #expect(try error(large).contains("100 bytes"))
        }
    }

    // MARK: - The repository

    private func index(_ client: any TestClientProtocol, _ body: String = "") async throws -> [String:
        RepositoryIndexEntry]
    {
        let entries = try await client.post("/v2/repository/index", body).decode([RepositoryIndexEntry].self)
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.version, $0) })
    }

    @Test func `the index tells each version's state`() async throws {
        try await RouteBench().withClient { client async throws in
            let all = try await index(client)
            #expect(all.mapValues(\.state) == ["v1": "READY", "v2": "UNAVAILABLE", "v3": "UNAVAILABLE"])
            #expect(all["v1"]?.reason?.contains("active") == true)
            #expect(try await index(client, #"{"ready":true}"#).keys.sorted() == ["v1"])
            #expect(try await client.post("/v2/repository/index", #"{"ready":1}"#).status == .badRequest)
        }
    }

    @Test func `loading and unloading move versions in and out of memory, but never the active one`() async throws {
        try await RouteBench().withClient { client async throws in
            for path in ["default/load", "default/versions/v2/load", "default/versions/3/load"] {
                let response = try await client.post("/v2/repository/models/\(path)", "{}")
                #expect(response.status == .ok && response.body.readableBytes == 0, "\(response.text)")
            }
            #expect(try await index(client).values.allSatisfy { $0.state == "READY" })
            let active = try await client.post("/v2/repository/models/default/versions/1/unload", "")
            #expect(active.status == .badRequest)
            #expect(try error(active).contains("active"))
            #expect(try await client.post("/v2/repository/models/default/versions/2/unload", "").status == .ok)
            #expect(try await index(client)["v2"]?.state == "UNAVAILABLE")
            for _ in 0..<2 {
                let all = try await client.post(
                    "/v2/repository/models/default/unload",
                    #"{"parameters":{"unload_dependents":false}}"#
                )
                #expect(all.status == .ok && all.body.readableBytes == 0)
            }
            #expect(
                try await index(client).mapValues(\.state) == ["v1": "READY", "v2": "UNAVAILABLE", "v3": "UNAVAILABLE"]
            )
            #expect(try await client.post("/v2/models/default/infer", request()).status == .ok)
        }
    }

    @Test(arguments: [
        (#"{"parameters":{"file:1/model.onnx":"AAAA"}}"#, 501), (#"{"parameters":{"config":"{}"}}"#, 501),
        (#"{"parameters":{"other":1}}"#, 400), (#"{"parameters":[]}"#, 400), ("[]", 400), ("{", 400),
    ])
    func `nothing comes in with a load`(body: String, status: Int) async throws {
        try await RouteBench().withClient { client async throws in
            for path in ["load", "versions/v2/load", "unload"] {
                let response = try await client.post("/v2/repository/models/default/\(path)", body)
                #expect(response.status.code == status)
                #expect(try !error(response).isEmpty)
            }
            #expect(try await index(client)["v2"]?.state == "UNAVAILABLE")
        }
    }

    @Test func `the repository half stands behind the admin guard, the rest does not`() async throws {
        try await RouteBench(key: "secret").withClient { client async throws in
            for path in ["index", "models/default/load", "models/default/versions/v2/load", "models/default/unload"] {
                let response = try await client.post("/v2/repository/\(path)", "")
                #expect(response.status == .unauthorized && response.headers[.wwwAuthenticate] != nil)
                #expect(try !error(response).isEmpty)
            }
            #expect(try await client.post("/v2/logging", "{}").status == .unauthorized)
            #expect(try await client.get("/v2/logging").status == .ok)
            #expect(try await client.post("/v2/models/default/infer", request()).status == .ok)
        }
    }

    @Test func `a listener without the admin API has the open half alone`() async throws {
        let bench = try await RouteBench()
        try await bench.withClient(offering: .open) { client async throws in
            #expect(try await client.post("/v2/repository/index", "").status == .notFound)
            #expect(try await client.post("/v2/logging", "{}").status == .methodNotAllowed)
            #expect(try await client.get("/v2").status == .ok)
        }
        try await bench.withClient(offering: .admin) { client async throws in
            #expect(try await client.post("/v2/repository/index", "").status == .ok)
            #expect(try await client.get("/v2").status == .notFound)
        }
    }

    // MARK: - Versions

    /// A bench over a repository of its own, in which folders are named as told.
    private func bench(_ folder: TemporaryFolder, versions: [String: String]) async throws -> RouteBench {
        for (name, sample) in versions { try put(sample, as: name, in: folder) }
        return try await RouteBench(models: folder.path)
    }

    private func put(_ sample: String, as name: String, in folder: TemporaryFolder) throws {
        try FileManager.default.copyItem(
            atPath: "\(PackageFiles.sampleModels)/\(sample)",
            toPath: "\(folder.path)/\(name)"
        )
    }

    @Test func `a folder of the very name goes before the one that is counted`() async throws {
        let folder = try TemporaryFolder()
        try await bench(folder, versions: ["v1": "v1", "1": "v2"]).withClient { client async throws in
            for (asked, version) in [("1", "1"), ("v1", "v1")] {
                let response = try await client.post("/v2/models/default/versions/\(asked)/infer", request())
                #expect(response.headers[.modelVersion] == version, "\(response.text)")
            }
            #expect(try await client.post("/v2/models/default/versions/01/infer", request()).status == .notFound)
        }
    }

    @Test func `a version that came after the start is found`() async throws {
        let folder = try TemporaryFolder()
        try await bench(folder, versions: ["v1": "v1"]).withClient { client async throws in
            #expect(try await client.get("/v2/models/default/versions/7/ready").status == .notFound)
            try put("v3", as: "v7", in: folder)
            #expect(try await client.get("/v2/models/default/versions/7/ready").status == .serviceUnavailable)
            let response = try await client.post("/v2/models/default/versions/7/infer", request())
            #expect(response.headers[.modelVersion] == "v7", "\(response.text)")
        }
    }

    @Test func `a version that does not load says why, everywhere`() async throws {
        let folder = try TemporaryFolder()
        let bench = try await bench(folder, versions: ["v1": "v1"])
        try FileManager.default.createDirectory(atPath: folder.path + "/v2", withIntermediateDirectories: true)
        try Data("no model".utf8).write(to: URL(fileURLWithPath: folder.path + "/v2/model.pkl"))
        try await bench.withClient { client async throws in
            for path in ["/v2/models/default/versions/2/infer", "/v2/repository/models/default/versions/2/load"] {
                let response = try await client.post(path, path.hasSuffix("infer") ? request() : "")
                #expect(response.status == .serviceUnavailable)
                #expect(try error(response).count > 20)
            }
            #expect(try await client.get("/v2/models/default/versions/2").status == .serviceUnavailable)
            let entry = try await index(client)["v2"]
            #expect(entry?.state == "UNAVAILABLE" && (entry?.reason?.count ?? 0) > 20)
        }
    }

    // MARK: - Settings

    @Test(arguments: [
        ("/v2/logging", "log_file", #""/tmp/x""#), ("/v2/logging", "log_verbose_level", "9"),
        ("/v2/trace/setting", "trace_file", #""/tmp/x""#),
        ("/v2/trace/setting", "trace_level", #"["TIMESTAMPS"]"#),
        ("/v2/models/default/trace/setting", "trace_rate", #""1""#),
    ])
    func `a setting cannot be changed, and one that holds already may be sent`(
        path: String,
        name: String,
        value: String
    ) async throws {
        try await RouteBench().withClient { client async throws in
            let before = try await client.get(path).text
            let refused = try await client.post(path, "{\"\(name)\":\(value)}")
            #expect(refused.status == .notImplemented)
            #expect(try error(refused).contains(name))
            #expect(try await client.post(path, before).text == before)
            #expect(try await client.post(path, "{\"\(name)\":null}").text == before)
            #expect(try await client.post(path, #"{"unheard_of":1}"#).status == .badRequest)
            #expect(try await client.get(path).text == before)
        }
    }
}
