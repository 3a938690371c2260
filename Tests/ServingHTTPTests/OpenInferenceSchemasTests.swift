import Foundation
import ModelSwitchAPI
import Testing

@testable import ServingHTTP

@Suite struct OpenInferenceSchemasTests {
    private func fields(_ value: some Encodable) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: JSONEncoder().encode(value)) as? [String: Any])
    }

    private func check(_ name: String, _ value: some Encodable, optional: Set<String> = []) throws {
        let all = try JSONSerialization.jsonObject(with: Data(OpenAPISchemas.openInference.utf8)) as? [String: Any]
        let schema = try #require(all?[name] as? [String: Any], "\(name)")
        let fields = Set(try fields(value).keys)
        #expect(Set(try #require(schema["properties"] as? [String: Any]).keys) == fields, "\(name)")
        #expect(Set(schema["required"] as? [String] ?? []) == fields.subtracting(optional), "\(name)")
    }

    @Test func `the schemas are those of the wire types`() throws {
        let tensor = InferenceModelMetadata.Tensor(name: "input", datatype: "FP64", shape: [-1, 4])
        let configured = InferenceModelConfiguration.Tensor(name: "input", dataType: "TYPE_FP64", dims: [-1, 4])
        let none = InferenceStatistics.Duration(count: 0, ns: 0)
        let times = InferenceStatistics.Durations(
            success: none,
            fail: none,
            queue: none,
            computeInput: none,
            computeInfer: none
        )
        let statistics = InferenceStatistics.Model(
            name: "m",
            version: "v1",
            lastInference: 0,
            inferenceCount: 0,
            executionCount: 0,
            inferenceStats: times
        )
        try check("InferenceServerMetadata", InferenceServerMetadata(name: "n", version: "1", extensions: []))
        try check("TensorMetadata", tensor)
        try check(
            "InferenceModelMetadata",
            InferenceModelMetadata(name: "m", versions: [], platform: "p", inputs: [tensor], outputs: [tensor])
        )
        try check("TensorConfiguration", configured)
        try check(
            "InferenceModelConfiguration",
            InferenceModelConfiguration(
                name: "m",
                platform: "p",
                backend: "b",
                maxBatchSize: 0,
                input: [configured],
                output: []
            )
        )
        try check("InferenceModelReady", InferenceModelReady(name: "m", ready: true))
        try check("StatisticDuration", none)
        try check("ModelStatistics", statistics)
        try check("InferenceStatistics", InferenceStatistics(modelStats: [statistics]))
        try check(
            "RepositoryIndexEntry",
            RepositoryIndexEntry(name: "m", version: "v1", state: "READY", reason: "r"),
            optional: ["reason"]
        )
        try check("InferenceError", InferenceErrorBody(error: "e"))
    }

    @Test func `every schema that an endpoint names is there`() async throws {
        try await RouteBench().withClient { client async throws in
            let text = try await client.get("/openapi.json").text
            let document = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let components = document["components"] as? [String: Any]
            let known = Set((components?["schemas"] as? [String: Any] ?? [:]).keys)
            let named = text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/).map { String($0.1) }
            #expect(Set(named).subtracting(known).isEmpty)
            #expect(named.contains("InferenceError") && named.contains("Problem"))
        }
    }
}
