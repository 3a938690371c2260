import Foundation
import Inference
import ModelRegistry
import TestSupport
import Testing

@Suite struct ModelRegistryTests {
    private let folder: TemporaryFolder
    private let decoder = StubDecoder()
    private let registry: ModelRegistry

    init() throws {
        folder = try TemporaryFolder()
        registry = ModelRegistry(
            repository: ModelRepository(path: folder.path),
            observer: SilentObserver(),
            decode: decoder.decode
        )
    }

    private func key(_ version: String) -> VersionKey {
        VersionKey(model: "default", version: version)
    }

    private func lease(_ version: String?) -> LoadedVersion? {
        if case .leased(let loaded) = registry.lease(model: "default", version: version) { loaded } else { nil }
    }

    // MARK: - Discovery

    @Test func `versions are the folders that hold an artefact, in natural order`() throws {
        try folder.write("1", to: "v10/model.pkl")
        try folder.write("1", to: "v2/model.joblib")
        try folder.write("1", to: "v1/model.pkl")
        try folder.write("1", to: "empty/readme.txt")
        try folder.write("1", to: ".hidden/model.pkl")
        try registry.refresh()
        #expect(registry.versionNames(of: "default") == ["v1", "v2", "v10"])
        #expect(registry.records(of: "default").allSatisfy { $0.state == .unloaded })
    }

    @Test func `a repository that cannot be listed is an error, and what was known stays`() throws {
        try folder.write("1", to: "models/v1/model.pkl")
        let registry = ModelRegistry(
            repository: ModelRepository(path: folder.path + "/models"),
            observer: SilentObserver(),
            decode: decoder.decode
        )
        try registry.refresh()
        try folder.remove("models")
        let error = #expect(throws: RegistryError.self) { try registry.refresh() }
        #expect(error?.code == .repositoryUnusable)
        #expect(registry.versionNames(of: "default") == ["v1"])
    }

    @Test func `a link that leads out of the repository is refused`() async throws {
        let outside = try TemporaryFolder()
        try outside.write("1", to: "model.pkl")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/v1", withDestinationPath: outside.path)
        let error = await #expect(throws: RegistryError.self) { try await registry.load(key("v1"), retrying: true) }
        #expect(error?.code == .loadFailed)
        #expect(error?.message.contains("leads out of the repository") == true)
        #expect(decoder.reads == 0)
    }

    @Test func `a link inside the repository is followed`() async throws {
        try folder.write("4", to: "data-1/model.pkl")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/v1", withDestinationPath: "data-1")
        #expect(try await registry.load(key("v1"), retrying: true).key == key("v1"))
    }

    // MARK: - Loading

    @Test func `ten callers share one load`() async throws {
        try folder.write("7 late", to: "v1/model.pkl")
        let registry = registry
        let key = key("v1")
        let digests = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<10 { group.addTask { try await registry.load(key, retrying: false).digest } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(digests.count == 1)
        #expect(decoder.reads == 1)
    }

    @Test func `a caller that gives up does not end the load for the others`() async throws {
        try folder.write("7 late", to: "v1/model.pkl")
        let registry = registry
        let key = key("v1")
        let impatient = Task { try await registry.load(key, retrying: false) }
        let patient = Task { try await registry.load(key, retrying: false) }
        impatient.cancel()
        #expect(try await patient.value.key == key)
    }

    @Test func `a failure keeps its reason and is not tried again until the file changes`() async throws {
        try folder.write("broken", to: "v1/model.pkl")
        for _ in 0..<3 {
            let error = await #expect(throws: RegistryError.self) {
                try await registry.load(key("v1"), retrying: false)
            }
            #expect(error?.message == "model.pkl of v1: the stub is broken")
        }
        #expect(decoder.reads == 1)
        #expect(registry.record(of: key("v1"))?.state == .failed(reason: "model.pkl of v1: the stub is broken"))
        try folder.write("5 mended", to: "v1/model.pkl")
        #expect(try await registry.load(key("v1"), retrying: false).format == "stub")
    }

    @Test func `an operator may try a failed version again at once`() async throws {
        try folder.write("broken", to: "v1/model.pkl")
        for _ in 0..<2 {
            await #expect(throws: RegistryError.self) { try await registry.load(key("v1"), retrying: true) }
        }
        #expect(decoder.reads == 2)
    }

    @Test func `a changed file replaces the one in memory when an operator asks, and not before`() async throws {
        try folder.write("5", to: "v1/model.pkl")
        let first = try await registry.load(key("v1"), retrying: true)
        try folder.write("6 changed", to: "v1/model.pkl")
        #expect(try await registry.load(key("v1"), retrying: false) === first)
        let second = try await registry.load(key("v1"), retrying: true)
        #expect(second.digest != first.digest)
        let held = try #require(lease("v1"))
        #expect(held === second)
        registry.end(held)
    }

    @Test func `a changed file that is broken is an error, and what is in memory serves on`() async throws {
        try folder.write("5", to: "v1/model.pkl")
        let first = try await registry.load(key("v1"), retrying: true)
        try folder.write("broken", to: "v1/model.pkl")
        await #expect(throws: RegistryError.self) { try await registry.load(key("v1"), retrying: true) }
        let held = try #require(lease("v1"))
        #expect(held === first)
        registry.end(held)
        #expect(registry.record(of: key("v1"))?.state == .ready)
    }

    @Test func `a version dismissed while its changed file is read is gone, and loads again when it is needed`()
        async throws
    {
        try folder.write("5", to: "v1/model.pkl")
        _ = try await registry.load(key("v1"), retrying: true)
        try folder.write("6 late", to: "v1/model.pkl")
        let (registry, key) = (registry, key("v1"))
        let reload = Task { try await registry.load(key, retrying: true) }
        while decoder.reads < 2 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(registry.unload(key))
        _ = try await reload.value
        #expect(registry.record(of: key)?.state == .unloaded)
        #expect(registry.record(of: key)?.loaded == nil)
        #expect(lease("v1") == nil)
        _ = try await registry.load(key, retrying: false)
        #expect(registry.record(of: key)?.state == .ready)
    }

    @Test func `what the active version answers with never changes, whatever happens to its file`() async throws {
        try folder.write("5", to: "v1/model.pkl")
        let first = try await registry.load(key("v1"), retrying: true)
        registry.activate(key("v1"), generation: 1)
        try folder.write("6 changed", to: "v1/model.pkl")
        #expect(try await registry.load(key("v1"), retrying: true) === first)
    }

    @Test func `a file of terabytes is refused before it is read`() async throws {
        try folder.write("5", to: "v1/model.pkl")
        let file = try #require(FileHandle(forWritingAtPath: folder.path + "/v1/model.pkl"))
        try file.truncate(atOffset: 1 << 40)
        try file.close()
        let error = await #expect(throws: RegistryError.self) { try await registry.load(key("v1"), retrying: true) }
        #expect(error?.message.contains("is over 2147483648 bytes") == true)
    }

    @Test func `a folder without an artefact says which names are looked for`() async throws {
        try folder.write("5", to: "v7/iris.joblib")
        let error = await #expect(throws: RegistryError.self) { try await registry.load(key("v7"), retrying: true) }
        #expect(error?.code == .unknownVersion)
        #expect(error?.message == "the folder of version 'v7' holds no model.pkl or model.joblib")
    }

    @Test func `an unknown version is an error that does not repeat a hostile name`() async throws {
        let error = await #expect(throws: RegistryError.self) {
            try await registry.load(key("../../etc/passwd\n"), retrying: true)
        }
        #expect(error?.code == .unknownVersion)
        #expect(error?.message.contains("passwd") == false)
    }

    @Test func `golden rows that do not pass fail the load and say what was got and expected`() async throws {
        try folder.write("7", to: "v1/model.pkl")
        try folder.write(
            #"{"golden_rows": [{"features": [1, 2], "prediction": 7}, {"features": [1, 2], "prediction": 8}]}"#,
            to: "v1/version.json"
        )
        let error = await #expect(throws: RegistryError.self) { try await registry.load(key("v1"), retrying: true) }
        #expect(error?.code == .validationFailed)
        #expect(error?.message == "golden row 1: 7.0, expected 8.0 within 1e-09")
    }

    @Test func `a sidecar whose names do not fit the model fails the load`() async throws {
        try folder.write("7", to: "v1/model.pkl")
        try folder.write(#"{"feature_names": ["a"]}"#, to: "v1/version.json")
        let error = await #expect(throws: RegistryError.self) { try await registry.load(key("v1"), retrying: true) }
        #expect(error?.message.contains("feature_names has 1 names and the model takes 2") == true)
    }

    // MARK: - Leases

    @Test func `a request without a version gets the active one, and one with a version gets that`() async throws {
        for version in ["v1", "v2"] {
            try folder.write(version == "v1" ? "1" : "2", to: "\(version)/model.pkl")
            _ = try await registry.load(key(version), retrying: true)
        }
        #expect(lease(nil) == nil)
        registry.activate(key("v1"), generation: 1)
        #expect(lease(nil)?.key == key("v1"))
        #expect(lease("v2")?.key == key("v2"))
        registry.activate(key("v2"), generation: 2)
        #expect(lease(nil)?.key == key("v2"))
    }

    @Test func `an activation that comes late does not undo a later one`() async throws {
        for version in ["v1", "v2"] { try folder.write("1", to: "\(version)/model.pkl") }
        registry.activate(key("v2"), generation: 2)
        registry.activate(key("v1"), generation: 1)
        #expect(registry.active(of: "default").version == "v2")
        #expect(registry.active(of: "default").generation == 2)
    }

    @Test func `the active version becomes available when its load ends`() async throws {
        try folder.write("1", to: "v1/model.pkl")
        registry.activate(key("v1"), generation: 1)
        #expect(lease(nil) == nil)
        _ = try await registry.load(key("v1"), retrying: true)
        #expect(lease(nil)?.key == key("v1"))
    }

    @Test func `a dismissed version answers the requests that hold it and leaves with the last`() async throws {
        try folder.write("1", to: "v1/model.pkl")
        _ = try await registry.load(key("v1"), retrying: true)
        let held = try #require(lease("v1"))
        #expect(registry.unload(key("v1")))
        #expect(lease("v1") == nil)
        #expect(registry.record(of: key("v1"))?.state == .unloading)
        #expect(held.leases == 1)
        registry.end(held)
        #expect(registry.record(of: key("v1"))?.state == .unloaded)
        #expect(!registry.unload(key("v1")))
    }

    @Test func `the active version and one that is about to be stay in memory`() async throws {
        for version in ["v1", "v2"] {
            try folder.write("1", to: "\(version)/model.pkl")
            _ = try await registry.load(key(version), retrying: true)
        }
        registry.activate(key("v1"), generation: 1)
        #expect(!registry.unload(key("v1")))
        await registry.keeping(key("v2")) {
            #expect(!registry.unload(key("v2")))
        }
        #expect(registry.unload(key("v2")))
    }

    @Test func `loads, leases and unloads from many tasks end in a state that adds up`() async throws {
        try folder.write("1", to: "v1/model.pkl")
        try folder.write("2", to: "v2/model.pkl")
        _ = try await registry.load(key("v1"), retrying: true)
        registry.activate(key("v1"), generation: 1)
        let registry = registry
        let key = key("v2")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for _ in 0..<50 {
                        if worker == 0 { _ = registry.unload(key) }
                        _ = try await registry.load(key, retrying: false)
                        if case .leased(let held) = registry.lease(model: "default", version: "v2") {
                            _ = try held.model.predict(
                                FeatureTable(Matrix(repeating: 0, rowCount: 1, columnCount: 2)),
                                asking: []
                            )
                            registry.end(held)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let held = try #require(lease("v2"))
        #expect(held.leases == 1)
        registry.end(held)
        #expect(registry.record(of: key)?.state == .ready)
    }
}
