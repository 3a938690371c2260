import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

/// What clients read about models of other estimators than the samples'.
struct EstimatorRouteTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("", to: "models/v2/.keep")
        try FileManager.default.copyItem(
            atPath: PackageFiles.sampleModels + "/v1",
            toPath: folder.path + "/models/v1"
        )
    }

    @Test func `an estimator that is not read is a conflict that names it, its place and the ways out`() async throws {
        var bytes = try Data(
            contentsOf: URL(filePath: PackageFiles.root + "/Tests/Fixtures/sklearn/1.9.1/pipeline.pickle")
        )
        let name = try #require(bytes.range(of: Data("StandardScaler".utf8)))
        bytes.replaceSubrange(name, with: Data("StandardScale2".utf8))
        try bytes.write(to: URL(filePath: folder.path + "/models/v2/model.pkl"))
        let bench = try await RouteBench(models: folder.path + "/models")
        try await bench.withClient { client in
            let response = try await client.post("/admin/set-active-version", #"{"version":"v2"}"#)
            #expect(response.status == .conflict)
            let detail = String(buffer: response.body)
            for words in ["StandardScale2", "step 'scale' of the Pipeline", "ONNX", "replace this step"] {
                #expect(detail.contains(words), "\(detail)")
            }
        }
    }

    // MARK: A table of numbers and texts; Tests/Fixtures/people/make.py says where the numbers come from

    private func people() async throws -> RouteBench {
        try FileManager.default.copyItem(
            atPath: PackageFiles.root + "/Tests/Fixtures/people/model.joblib",
            toPath: folder.path + "/models/v2/model.joblib"
        )
        return try await RouteBench(models: folder.path + "/models")
    }

    @Test func `texts and missing values by name are answered as scikit-learn does`() async throws {
        try await people().withClient { client async throws in
            let response = try await client.post(
                "/models/default/versions/v2/predict",
                """
                {"probabilities": true, "scores": true, "instances": [{"age": 70, "city": "Ghent", "plan": "pro"},
                 {"plan": null, "city": "東京", "age": 22}, {"age": null, "city": "Oslo", "plan": "basic"}]}
                """
            )
            #expect(response.status == .ok, "\(String(buffer: response.body))")
            let answer = try response.decode(Answer.self)
            #expect(answer.predictions == ["leaves", "stays", "stays"])
            #expect(answer.classes == ["leaves", "stays"])
            let leaving = [0.5651371533434824, 0.2802896078813055, 0.47903500192377924]
            let scores = [-0.2620377646378381, 0.9430255154271361, 0.08390918965019961]
            for (got, expected) in zip(answer.probabilities.map { $0[0] } + answer.scores, leaving + scores) {
                #expect(abs(got - expected) < 1e-12)
            }
        }
    }

    private struct Answer: Decodable {
        let predictions: [String]
        let probabilities: [[Double]]
        let classes: [String]
        let scores: [Double]
    }

    @Test(arguments: [
        (#"{"age": "old", "city": "Ghent", "plan": "pro"}"#, HTTPResponse.Status.unprocessableContent, "features.age"),
        (#"{"age": 70, "town": "Ghent", "plan": "pro"}"#, .badRequest, "features.town"),
        (#"{"age": 70, "city": "Ghent"}"#, .badRequest, "features.plan"),
        (#"{"age": 70, "city": "Ghent", "plan": "pro", "age": 1}"#, .badRequest, "features.age"),
    ])
    func `a feature that does not fit is named`(row: String, status: HTTPResponse.Status, path: String) async throws {
        try await people().withClient { client in
            let response = try await client.post("/predict?version=v2", "{\"features\": \(row)}")
            #expect(response.status == status)
            #expect(String(buffer: response.body).contains("\"\(path)\""), "\(String(buffer: response.body))")
        }
    }
}
