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
            #expect(!problem.detail.isEmpty && !problem.detail.contains(PackageFiles.root))
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
