import Serving
import Synchronization
import TestSupport
import Testing

@Suite struct AdmissionGateTests {
    private func code(_ gate: AdmissionGate, _ patience: Patience = .endless) async -> ServingError.Code? {
        do throws(ServingError) {
            try await gate.enter(patience)
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `a full line refuses at once and says when to come again`() async throws {
        let gate = AdmissionGate(places: 1, queued: 0, queueTimeout: 60)
        try await gate.enter(.endless)
        let error = await #expect(throws: ServingError.self) { try await gate.enter(.endless) }
        #expect(error?.code == .saturated)
        #expect(error?.retryAfter == 1)
    }

    @Test func `who waits too long is refused, and leaves the line`() async throws {
        let gate = AdmissionGate(places: 1, queued: 5, queueTimeout: 0.02)
        try await gate.enter(.endless)
        #expect(await code(gate) == .saturated)
        #expect(gate.waiting == 0)
        gate.leave()
        #expect(await code(gate) == nil)
    }

    @Test func `a patience that is over first is told so`() async throws {
        let gate = AdmissionGate(places: 1, queued: 5, queueTimeout: 60)
        try await gate.enter(.endless)
        let patience = Patience(deadline: .now.advanced(by: .milliseconds(20)))
        #expect(await code(gate, patience) == .deadlineExceeded)
        #expect(await code(gate, Patience(deadline: .now.advanced(by: .seconds(-1)))) == .deadlineExceeded)
        #expect(gate.waiting == 0)
    }

    @Test func `a cancelled task leaves the line at once`() async throws {
        let gate = AdmissionGate(places: 1, queued: 5, queueTimeout: 60)
        try await gate.enter(.endless)
        let task = Task { await code(gate) }
        try await waitUntil { gate.waiting == 1 }
        task.cancel()
        #expect(await task.value == .callerGone)
        #expect(gate.waiting == 0)
        let cancelled = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await code(gate)
        }
        #expect(await cancelled.value == .callerGone)
        #expect(gate.waiting == 0)
    }

    @Test func `a caller who is gone leaves the line at once`() async throws {
        let gate = AdmissionGate(places: 1, queued: 5, queueTimeout: 60)
        try await gate.enter(.endless)
        let departure = StubDeparture()
        let task = Task { await code(gate, Patience(departure: departure)) }
        try await waitUntil { gate.waiting == 1 }
        departure.leave()
        #expect(await task.value == .callerGone)
        #expect(gate.waiting == 0)
        #expect(departure.isUnwatched)
    }

    @Test func `who waits is served in the order of coming`() async throws {
        let gate = AdmissionGate(places: 1, queued: 10, queueTimeout: 60)
        try await gate.enter(.endless)
        let order = Box<[Int]>([])
        var tasks: [Task<Void, any Error>] = []
        for number in 0..<5 {
            tasks.append(
                Task {
                    try await gate.enter(.endless)
                    order.value.withLock { $0.append(number) }
                    gate.leave()
                }
            )
            try await waitUntil { gate.waiting == number + 1 }
        }
        gate.leave()
        for task in tasks { try await task.value }
        #expect(order.value.withLock { $0 } == [0, 1, 2, 3, 4])
        #expect(gate.running == 0)
    }

    @Test(arguments: 0..<3)
    func `under any mixture of coming, waiting and giving up nobody is forgotten`(seed: UInt64) async throws {
        let gate = AdmissionGate(places: 3, queued: 20, queueTimeout: 0.005)
        let most = Box((now: 0, most: 0))
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<24 {
                group.addTask {
                    var generator = SeededGenerator(seed: seed * 1000 + UInt64(worker))
                    for _ in 0..<60 {
                        let wish = Int.random(in: 0..<4, using: &generator)
                        let micros = Int.random(in: 0..<3000, using: &generator)
                        let task = Task {
                            let patience =
                                wish == 0
                                ? Patience(deadline: .now.advanced(by: .microseconds(micros))) : Patience.endless
                            guard await code(gate, patience) == nil else { return }
                            most.value.withLock { state in
                                state.now += 1
                                state.most = max(state.most, state.now)
                            }
                            if wish == 1 { await Task.yield() }
                            if wish == 2 { try? await Task.sleep(for: .microseconds(micros / 10)) }
                            most.value.withLock { $0.now -= 1 }
                            gate.leave()
                        }
                        if wish == 3 { task.cancel() }
                        await task.value
                    }
                }
            }
        }
        #expect(gate.running == 0)
        #expect(gate.waiting == 0)
        #expect(most.value.withLock { $0.most } <= 3)
    }
}

/// A caller who goes away when told.
private final class StubDeparture: Departure {
    private let body = Mutex<(@Sendable () -> Void)?>(nil)

    func watch(_ body: @escaping @Sendable () -> Void) { self.body.withLock { $0 = body } }
    func unwatch() { body.withLock { $0 = nil } }
    func leave() { body.withLock { $0 }?() }
    var isUnwatched: Bool { body.withLock { $0 == nil } }
}

private final class Box<Value: Sendable>: Sendable {
    let value: Mutex<Value>

    init(_ value: Value) {
        self.value = Mutex(value)
    }
}
