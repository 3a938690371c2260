import ModelStore
import TestSupport
import Testing

@Suite struct SQLiteActivationStoreTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func open() throws -> SQLiteActivationStore {
        try SQLiteActivationStore(in: StateDirectory(path: folder.path + "/state"))
    }

    private func request(
        _ version: String,
        from: String?,
        generation: Int,
        kind: Activation.Kind = .activate
    ) -> ActivationRequest {
        ActivationRequest(
            model: "default",
            version: version,
            kind: kind,
            from: from,
            generation: generation,
            at: 1_700_000_000.5,
            who: "test",
            reason: "because",
            digest: "abc"
        )
    }

    @Test func `an activation is there after the store is opened again`() async throws {
        var store: SQLiteActivationStore? = try open()
        let recorded = try await store?.record(request("v2", from: "v1", generation: 0))
        try store?.close()
        store = nil
        let reopened = try open()
        let current = try await reopened.current(of: "default")
        #expect(current == recorded)
        #expect(current?.generation == 1)
        #expect(current?.from == "v1")
        #expect(current?.digest == "abc")
        #expect(current?.reason == "because")
    }

    @Test func `a model without activations has none`() async throws {
        #expect(try await open().current(of: "default") == nil)
    }

    @Test func `a request that was decided on an older generation is refused with the newer activation`() async throws {
        let store = try open()
        _ = try await store.record(request("v2", from: "v1", generation: 0))
        let error = await #expect(throws: StoreError.self) {
            try await store.record(request("v3", from: "v1", generation: 0))
        }
        #expect(error?.code == .generationMoved)
        #expect(error?.newer?.to == "v2")
        #expect(try await store.history(of: "default", limit: 10).count == 1)
    }

    @Test func `rollbacks walk back one version each, and never return to the one just left`() async throws {
        let store = try open()
        _ = try await store.record(request("v2", from: "v1", generation: 0))
        let third = try await store.record(request("v3", from: "v2", generation: 1))
        #expect(third.rollbackVersion == "v2")
        let back = try await store.record(request("v2", from: "v3", generation: 2, kind: .rollback))
        #expect(back.rollbackVersion == "v1")
        let further = try await store.record(request("v1", from: "v2", generation: 3, kind: .rollback))
        #expect(further.rollbackVersion == nil)
    }

    @Test func `a switch after a rollback can be rolled back to where the rollback led`() async throws {
        let store = try open()
        _ = try await store.record(request("v2", from: "v1", generation: 0))
        _ = try await store.record(request("v1", from: "v2", generation: 1, kind: .rollback))
        let again = try await store.record(request("v3", from: "v1", generation: 2))
        #expect(again.rollbackVersion == "v1")
        let back = try await store.record(request("v1", from: "v3", generation: 3, kind: .rollback))
        #expect(back.rollbackVersion == nil)
    }

    @Test func `the history is newest first and no longer than asked for`() async throws {
        let store = try open()
        for generation in 0..<5 {
            _ = try await store.record(request("v\(generation)", from: nil, generation: generation))
        }
        #expect(try await store.history(of: nil, limit: 3).map(\.to) == ["v4", "v3", "v2"])
        #expect(try await store.history(of: "other", limit: 3).isEmpty)
    }

    @Test func `a second server cannot use the same state directory`() throws {
        let first = try StateDirectory(path: folder.path + "/state")
        let error = #expect(throws: StoreError.self) { try StateDirectory(path: folder.path + "/state") }
        #expect(error?.code == .directoryUnusable)
        #expect(error?.message.contains("in use by another modelswitch") == true)
        withExtendedLifetime(first) {}
    }

    @Test func `a state directory that cannot be made says which setting names it`() throws {
        try folder.write("a file", to: "occupied")
        let error = #expect(throws: StoreError.self) { try StateDirectory(path: folder.path + "/occupied/state") }
        #expect(error?.message.contains("STATE_DIR") == true)
    }

    @Test func `nothing is recorded into a state directory that was removed`() async throws {
        let store = try open()
        _ = try await store.record(request("v2", from: "v1", generation: 0))
        try folder.remove("state")
        let error = await #expect(throws: StoreError.self) {
            try await store.record(request("v3", from: "v2", generation: 1))
        }
        #expect(error?.code == .directoryUnusable)
    }

    @Test func `a database that is none says what to do with it`() throws {
        try folder.write(String(repeating: "not a database ", count: 100), to: "state/modelswitch.sqlite")
        let error = #expect(throws: StoreError.self) { try open() }
        #expect(error?.code == .databaseUnusable)
        #expect(error?.message.contains("move the file away") == true)
    }
}
