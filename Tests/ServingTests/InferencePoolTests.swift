import Foundation
import Serving
import Synchronization
import Testing

@Suite struct InferencePoolTests {
    @Test func `work beyond the threads and the queue is refused at once`() async throws {
        let pool = InferencePool(threads: 1, queueLimit: 2)
        let gate = DispatchSemaphore(value: 0)
        let started = DispatchSemaphore(value: 0)
        async let first: Int = pool.run {
            started.signal()
            gate.wait()
            return 1
        }
        await Task.detached { started.wait() }.value
        let results = await withTaskGroup(of: Result<Int, ServingError>.self) { group in
            for number in 2...6 {
                group.addTask {
                    do throws(ServingError) { return .success(try await pool.run { number }) } catch {
                        return .failure(error)
                    }
                }
            }
            var results: [Result<Int, ServingError>] = []
            // The three that find the queue full answer while the pool is still blocked.
            for _ in 0..<3 { if let result = await group.next() { results.append(result) } }
            gate.signal()
            for await result in group { results.append(result) }
            return results
        }
        #expect(
            results.prefix(3).allSatisfy {
                if case .failure(let error) = $0 { error.code == .saturated } else { false }
            }
        )
        #expect(results.suffix(2).allSatisfy { if case .success = $0 { true } else { false } })
        #expect(try await first == 1)
    }

    @Test func `no more than the given threads work at a time`() async throws {
        let pool = InferencePool(threads: 2, queueLimit: 100)
        let load = Load()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { try? await pool.run { load.carry() } }
            }
        }
        #expect((1...2).contains(load.most))
        #expect(load.done == 20)
    }

    @Test func `a job that is done is let go, although others wait`() async throws {
        final class Load: Sendable {}
        let pool = InferencePool(threads: 1, queueLimit: 10)
        let gate = DispatchSemaphore(value: 0)
        weak var finished: Load?
        let jobs = await {
            let load = Load()
            finished = load
            let first = Task { try await pool.run { withExtendedLifetime(load) {} } }
            _ = try? await first.value
            return Task { try await pool.run { gate.wait() } }
        }()
        try await Task.sleep(for: .milliseconds(20))
        #expect(finished == nil)
        gate.signal()
        try await jobs.value
    }

    @Test func `the threads work side by side`() async {
        let pool = InferencePool(threads: 2, queueLimit: 0)
        let (one, other) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        // Each waits for the other, which ends only if both run.
        async let first: Bool? = try? pool.run {
            one.signal()
            return other.wait(timeout: .now() + 10) == .success
        }
        async let second: Bool? = try? pool.run {
            other.signal()
            return one.wait(timeout: .now() + 10) == .success
        }
        #expect(await first == true)
        #expect(await second == true)
    }

    /// Counts how much of itself is carried at a time.
    private final class Load: Sendable {
        private let state = Mutex((running: 0, most: 0, done: 0))

        func carry() {
            state.withLock { state in
                state.running += 1
                state.most = max(state.most, state.running)
            }
            Thread.sleep(forTimeInterval: 0.002)
            state.withLock { state in
                state.running -= 1
                state.done += 1
            }
        }

        var most: Int { state.withLock { $0.most } }
        var done: Int { state.withLock { $0.done } }
    }
}
