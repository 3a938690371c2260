import ModelRegistry
import ModelStore
import Serving
import TestSupport
import Testing

@Suite struct ActivationTests {
    @Test func `the default version answers until a version was activated`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2"])
        #expect(try await bench.predict() == 1)
        #expect(bench.active.generation == 0)
        try await bench.activate("v2")
        #expect(try await bench.predict() == 2)
        #expect(bench.active.generation == 1)
        #expect(try await bench.predict("v1") == 1)
    }

    @Test func `without the default version nothing is active`() async throws {
        let bench = try await Bench(["v7": "7"])
        let error = await #expect(throws: ServingError.self) { try await bench.predict() }
        #expect(error?.code == .noActiveVersion)
        #expect(bench.service.health == .noActiveModel)
        try await bench.activate("v7")
        #expect(bench.service.health == .healthy)
    }

    @Test func `the recorded version holds over the default one after a restart`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2"])
        try await bench.activate("v2")
        let restarted = try await bench.restarted()
        #expect(restarted.active.version == "v2" && restarted.active.generation == 1)
        #expect(try await restarted.predict() == 2)
    }

    @Test func `activating the default version by hand records it`() async throws {
        let bench = try await Bench(["v1": "1"])
        let outcome = try await bench.activate("v1")
        #expect(outcome.generation == 1)
        #expect(outcome.message == "v1 is active, and recorded from now on")
        #expect(try await bench.activate("v1").message == "v1 is already active")
        #expect(try await bench.service.history(of: "default", limit: 10).count == 1)
    }

    @Test func `a version that does not load is refused, and nothing has changed`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "broken"])
        try await bench.activate("v1")
        let error = await #expect(throws: ServingError.self) { try await bench.activate("v2") }
        #expect(error?.code == .activationFailed)
        #expect(error?.message.contains("the stub is broken") == true)
        #expect(try await bench.predict() == 1)
        #expect(bench.active.generation == 1)
    }

    @Test func `a version that is not there is refused`() async throws {
        let bench = try await Bench(["v1": "1"])
        let error = await #expect(throws: ServingError.self) { try await bench.activate("v9") }
        #expect(error?.code == .unknownVersion)
    }

    @Test func `rollbacks go back one version each, and the last says there is none`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2", "v3": "3"])
        try await bench.activate("v2")
        try await bench.activate("v3")
        #expect(try await bench.rollBack().activeVersion == "v2")
        #expect(try await bench.rollBack().activeVersion == "v1")
        let error = await #expect(throws: ServingError.self) { try await bench.rollBack() }
        #expect(error?.code == .nothingToRollBackTo)
        #expect(try await bench.predict() == 1)
    }

    @Test func `a rollback to a version that is gone is refused, and nothing has changed`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2"])
        try await bench.activate("v2")
        try bench.folder.remove("models/v1")
        let error = await #expect(throws: ServingError.self) { try await bench.rollBack() }
        #expect(error?.code == .unknownVersion)
        #expect(try await bench.predict() == 2)
    }

    @Test func `an active version whose folder is gone is unavailable, not unknown`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2"])
        try await bench.activate("v2")
        try bench.folder.remove("models/v2")
        let restarted = try await bench.restarted()
        let error = await #expect(throws: ServingError.self) { try await restarted.predict() }
        #expect(error?.code == .versionUnavailable)
        #expect(error?.message.contains("'v2' is gone") == true)
    }

    @Test func `a switch that was decided on an older generation is refused`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2", "v3": "3"])
        try await bench.activate("v2", generation: 0)
        let error = await #expect(throws: ServingError.self) { try await bench.activate("v3", generation: 0) }
        #expect(error?.code == .generationMoved)
        #expect(try await bench.predict() == 2)
    }

    @Test func `a switch that had to wait for its load is refused when somebody switched meanwhile`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2 late", "v3": "3"])
        try await bench.activate("v1")
        try await bench.activate("v3")
        let slow = Task { try await bench.activate("v2") }
        try await waitUntil { bench.decoder.reads == 3 }
        try await bench.rollBack()
        let error = await #expect(throws: ServingError.self) { try await slow.value }
        #expect(error?.code == .generationMoved)
        #expect(error?.message.contains("test switched to v1") == true)
        #expect(try await bench.predict() == 1)
    }

    @Test func `switches at the same time to the same cold version all succeed, with one activation`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2 late"])
        let outcomes = try await withThrowingTaskGroup(of: ActivationOutcome.self) { group in
            for _ in 0..<10 { group.addTask { try await bench.activate("v2") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count == 10)
        #expect(outcomes.allSatisfy { $0.activeVersion == "v2" && $0.generation == 1 })
        #expect(bench.decoder.reads == 1)
    }

    @Test func `switches of warm versions at the same time each get a generation, and the store agrees`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2", "v3": "3"])
        for version in ["v1", "v2", "v3"] { try await bench.activate(version) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<6 {
                group.addTask {
                    for _ in 0..<20 { try await bench.activate(["v1", "v2", "v3"][worker % 3]) }
                }
            }
            try await group.waitForAll()
        }
        let current = try #require(try await bench.store.current(of: "default"))
        #expect(bench.active.version == current.to && bench.active.generation == current.generation)
        let history = try await bench.service.history(of: "default", limit: 1000)
        #expect(history.map(\.generation) == Array((1...history.count).reversed()))
        for (newer, older) in zip(history, history.dropFirst()) { #expect(newer.from == older.to) }
    }

    @Test func `no prediction that starts after the answer is served by the old version`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2"])
        for version in ["v1", "v2"] { try await bench.activate(version) }
        for round in 0..<200 {
            let target = round % 2 + 1
            try await bench.activate("v\(target)")
            #expect(try await bench.predict() == Double(target))
        }
    }

    @Test func `a store that fails leaves everything as it was, and tells the caller no path`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2"])
        let store = InterferingStore(bench.store)
        let failing = try await bench.over(store)
        store.beforeNextRecord { throw StoreError(.databaseUnusable, "'/secret/state.sqlite' is full") }
        let error = await #expect(throws: ServingError.self) { try await failing.activate("v2") }
        #expect(error?.code == .storeFailed)
        #expect(error?.message.contains("/secret") == false)
        #expect(try await failing.predict() == 1)
        #expect(failing.active.generation == 0)
        #expect(try await failing.activate("v2").generation == 1)
    }

    @Test func `a rollback gives way when somebody switches right before its commit`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2", "v3": "3"])
        let store = InterferingStore(bench.store)
        let raced = try await bench.over(store)
        for version in ["v1", "v3", "v2"] { try await raced.activate(version) }
        store.beforeNextRecord { try await raced.activate("v1") }
        let error = await #expect(throws: ServingError.self) { try await raced.rollBack() }
        #expect(error?.code == .generationMoved)
        #expect(raced.active.version == "v1")
    }

    @Test func `a switch to a warm version follows whatever became active meanwhile`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2", "v3": "3"])
        let store = InterferingStore(bench.store)
        let raced = try await bench.over(store)
        for version in ["v1", "v3", "v2"] { try await raced.activate(version) }
        store.beforeNextRecord { try await raced.activate("v1") }
        try await raced.activate("v3")
        #expect(try await raced.service.history(of: "default", limit: 1).first?.from == "v1")
        #expect(try await raced.predict() == 3)
    }

    @Test func `clearing the cache never drops the active version`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2"])
        try await bench.activate("v1")
        _ = try await bench.service.warm(VersionKey(model: "default", version: "v2"))
        #expect(try bench.service.clearCache(model: "default", version: nil) == ["v2"])
        #expect(try bench.service.clearCache(model: "default", version: "v1").isEmpty)
        #expect(try await bench.predict() == 1)
        #expect(bench.decoder.reads == 2)
    }

    /// Waits for a condition, for two seconds at most.
    private func waitUntil(_ condition: () -> Bool) async throws {
        for _ in 0..<400 {
            if condition() { return }
            try await Task.sleep(for: .milliseconds(5))
        }
        Issue.record("the condition never held")
    }
}
