import Inference
import ModelRegistry
import ModelSwitchAPI
import Testing

@Suite struct SidecarTests {
    private func sidecar(_ json: String) throws -> Sidecar {
        try Sidecar(json: Array(json.utf8))
    }

    @Test func `golden rows are for the check, everything else is for people`() throws {
        let sidecar = try sidecar(
            """
            {"description": "a", "feature_names": ["x", "y"], "tolerance": 0.5, "extra": {"k": [1, 2.5, null]},
             "golden_rows": [{"features": [1, null, "red", true], "prediction": "cat", "probabilities": [0.25, 0.75]}]}
            """
        )
        #expect(sidecar.featureNames == ["x", "y"])
        #expect(sidecar.tolerance == 0.5)
        #expect(sidecar.goldenRows.count == 1)
        let row = try #require(sidecar.goldenRows.first?.features)
        #expect(
            row[0, 0] == .number(1) && row[0, 1] == .missing && row[0, 2] == .text("red") && row[0, 3] == .number(1)
        )
        #expect(sidecar.goldenRows.first?.prediction == .string("cat"))
        #expect(sidecar.metadata["golden_rows"] == nil)
        #expect(sidecar.metadata["extra"] == .object(["k": .array([.integer(1), .number(2.5), .null])]))
    }

    @Test func `batching is read with what it leaves out`() throws {
        #expect(try sidecar("{}").batching == nil)
        let empty = try #require(try sidecar(#"{"batching": {}}"#).batching)
        #expect(empty.maximumRowCount == nil && empty.maximumDelaySeconds == nil)
        let full = try #require(
            try sidecar(#"{"batching": {"max_batch_size": 32, "max_delay_ms": 2.5}}"#).batching
        )
        #expect(full.maximumRowCount == 32 && full.maximumDelaySeconds == 0.0025)
    }

    @Test(arguments: [
        (#"{"batching": true}"#, "batching: expected an object"),
        (#"{"batching": {"max_batch_size": 1}}"#, "batching.max_batch_size: expected an integer from 2 to 1024"),
        (#"{"batching": {"max_batch_size": 1025}}"#, "batching.max_batch_size"),
        (#"{"batching": {"max_batch_size": 2.5}}"#, "batching.max_batch_size"),
        (#"{"batching": {"max_batch_size": null}}"#, "batching.max_batch_size"),
        (#"{"batching": {"max_delay_ms": 0}}"#, "batching.max_delay_ms: expected milliseconds from 0.1 to 1000"),
        (#"{"batching": {"max_delay_ms": 1e400}}"#, "batching.max_delay_ms"),
        (#"{"batching": {"max_delay_ms": "2"}}"#, "batching.max_delay_ms"),
        (#"{"batching": {"max_delay": 2}}"#, "batching.max_delay: is unknown"),
    ])
    func `batching that cannot be used names the field and its range`(json: String, message: String) throws {
        let error = #expect(throws: RegistryError.self) { try sidecar(json) }
        #expect(error?.code == .validationFailed)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        (#"{"golden_rows": [{"features": [1, []], "prediction": 1}]}"#, "golden_rows[0].features[1]"),
        (#"{"golden_rows": [{"features": [1]}]}"#, "golden_rows[0]"),
        (#"{"feature_names": "x"}"#, "feature_names"),
        (#"{"tolerance": -1}"#, "tolerance"),
        (#"{"tolerance": "#, "it is not JSON"),
        ("[]", "expected a JSON object"),
    ])
    func `a bad sidecar names the field`(json: String, name: String) throws {
        let error = #expect(throws: RegistryError.self) { try sidecar(json) }
        #expect(error?.code == .validationFailed)
        #expect(error?.message.contains(name) == true, "\(error?.message ?? "")")
    }
}
