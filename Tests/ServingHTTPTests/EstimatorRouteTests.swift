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
}
