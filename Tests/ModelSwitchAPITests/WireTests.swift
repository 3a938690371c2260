import Foundation
import ModelSwitchAPI
import Testing

@Suite struct WireTests {
    private func encoded(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test func `field names are those of the contract`() throws {
        #expect(
            try encoded(ActiveVersion(activeVersion: "v1", availableVersions: ["v1"], generation: 3))
                == #"{"active_version":"v1","available_versions":["v1"],"generation":3}"#
        )
        #expect(
            try encoded(ActivationResult(success: true, message: "m", activeVersion: "v1", generation: 1))
                == #"{"active_version":"v1","generation":1,"message":"m","success":true}"#
        )
        #expect(
            try encoded(Health(status: .noActiveModel, activeVersion: nil, availableVersions: [], modelsLoaded: 0))
                == #"{"available_versions":[],"models_loaded":0,"status":"no_active_model"}"#
        )
        var version = VersionObject(model: "m", version: "v", exists: true, loaded: true, state: .ready, active: false)
        version.loadTime = 0.5
        version.fileSize = 1
        version.modifiedTime = 2
        version.memoryBytes = 3
        version.goldenRows = 4
        #expect(
            try encoded(version)
                == #"{"active":false,"exists":true,"file_size":1,"golden_rows":4,"load_time":0.5,"loaded":true,"memory_bytes":3,"model":"m","modified_time":2,"state":"ready","version":"v"}"#
        )
    }

    @Test func `what an older server leaves out is absent, and what a newer one adds is passed over`() throws {
        let json =
            #"{"model":"m","version":"v","exists":false,"loaded":false,"state":"unloaded","active":false,"new":1}"#
        let object = try JSONDecoder().decode(VersionObject.self, from: Data(json.utf8))
        #expect(object.digest == nil && object.signature == nil)
    }

    @Test(arguments: [
        "null", "true", "3", "-2.5", "\"text\"", "[1,\"a\",null,[true]]", "{\"a\":{\"b\":[1]}}", "9007199254740993",
    ])
    func `any JSON value survives a round trip`(json: String) throws {
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(json.utf8))
        #expect(try encoded(value) == json)
    }
}
