import ModelRegistry
import Serving
import TestSupport
import Testing

@Suite struct EventHubTests {
    private func hub(capacity: Int = 4, listeners: Int = 2) -> EventHub {
        EventHub(capacity: capacity, maximumListeners: listeners, epoch: "e", now: { 1000 })
    }

    private func versions(_ items: [EventHub.Item]) -> [String] {
        items.map { item in
            switch item {
            case .event(let event): event.version ?? event.kind.rawValue
            case .lost(let count): "lost \(count)"
            }
        }
    }

    @Test func `a listener gets what happens after it came, in order`() async throws {
        let hub = hub()
        hub.publish(.loaded, version: "before")
        let listening = try hub.listen()
        hub.publish(.loaded, version: "v1")
        hub.publish(.switched, version: "v2")
        let next = try #require(try await listening.next(after: listening.position, within: .seconds(10)))
        #expect(versions(next.items) == ["v1", "v2"] && next.position == 3)
    }

    @Test func `a listener that waits is woken`() async throws {
        let hub = hub()
        let listening = try hub.listen()
        async let next = listening.next(after: listening.position, within: .seconds(60))
        try await Task.sleep(for: .milliseconds(20))
        hub.publish(.loaded, version: "v1")
        #expect(versions(try #require(try await next).items) == ["v1"])
    }

    @Test func `one that comes back gets what it missed, and is told what is gone`() async throws {
        let hub = hub()
        for number in 1...6 { hub.publish(.loaded, version: "v\(number)") }
        let near = try hub.listen(after: 4)
        #expect(versions(try #require(try await near.next(after: 4, within: .zero)).items) == ["v5", "v6"])
        let far = try hub.listen(after: 0)
        let items = try #require(try await far.next(after: 0, within: .zero)).items
        #expect(versions(items) == ["lost 2", "v3", "v4", "v5", "v6"])
    }

    @Test func `a slow listener holds nobody up and is told what it lost`() async throws {
        let hub = hub(capacity: 8)
        let listening = try hub.listen()
        for number in 1...100_000 { hub.publish(.loaded, version: "v\(number)") }
        let next = try #require(try await listening.next(after: listening.position, within: .zero))
        #expect(versions(next.items).first == "lost 99992" && next.items.count == 9 && next.position == 100_000)
    }

    @Test func `nothing within the patience is nothing, and a number from elsewhere is the newest`() async throws {
        let hub = hub()
        let listening = try hub.listen(after: 77)
        let next = try #require(try await listening.next(after: listening.position, within: .milliseconds(1)))
        #expect(next.items.isEmpty)
        hub.publish(.loaded, version: "v1")
        let later = try #require(try await listening.next(after: next.position, within: .zero))
        #expect(versions(later.items) == ["v1"])
    }

    @Test func `only so many may listen, and one that goes makes room`() throws {
        let hub = hub()
        var held = [try hub.listen(), try hub.listen()]
        let error = #expect(throws: ServingError.self) { _ = try hub.listen() }
        #expect(error?.code == .saturated)
        held.removeLast()
        held.append(try hub.listen())
        #expect(hub.listenerCount == 2)
        held = []
        #expect(hub.listenerCount == 0)
    }

    @Test func `the end of the service ends listening at once, after its last event`() async throws {
        let hub = hub()
        let listening = try hub.listen()
        async let next = listening.next(after: 0, within: .seconds(60))
        hub.close()
        hub.close()
        #expect(versions(try #require(try await next).items) == ["draining"])
        #expect(try await listening.next(after: 1, within: .seconds(60)) == nil)
    }

    @Test func `a listener that is cancelled stops waiting`() async throws {
        let hub = hub()
        let listening = try hub.listen()
        let task = Task { try await listening.next(after: 0, within: .seconds(600)) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test func `many tell and listen at once, and nothing is lost or told twice`() async throws {
        let hub = EventHub(capacity: 10_000, epoch: "e", now: { 0 })
        let sums = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                let listening = try hub.listen()
                group.addTask {
                    var position = listening.position
                    var count = 0
                    while let next = try await listening.next(after: position, within: .seconds(60)) {
                        count += next.items.count
                        position = next.position
                    }
                    return count
                }
            }
            await withTaskGroup(of: Void.self) { publishers in
                for _ in 0..<4 {
                    publishers.addTask {
                        for _ in 0..<1000 { hub.publish(.loaded) }
                    }
                }
            }
            hub.close()
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(sums == Array(repeating: 4001, count: 8))
    }

    @Test func `loads, failures and switches are told`() async throws {
        let bench = try await Bench(["v1": "1", "v2": "2", "bad": "broken"])
        let listening = try bench.service.events.listen()
        try await bench.activate("v2")
        await #expect(throws: (any Error).self) { try await bench.activate("bad") }
        _ = try bench.service.clearCache(model: bench.service.defaultModel, version: nil)
        bench.service.beginDraining()
        let items = try #require(try await listening.next(after: 0, within: .seconds(10))).items
        let events = items.compactMap { item -> ServiceEvent? in
            if case .event(let event) = item { event } else { nil }
        }
        #expect(events.map(\.kind) == [.loaded, .switched, .loadFailed, .draining])
        #expect(events.map(\.version) == ["v2", "v2", "bad", nil])
        #expect(events[1].details.from == "v1" && events[1].details.generation == 1)
        #expect(events[2].details.reason?.isEmpty == false)
    }
}
