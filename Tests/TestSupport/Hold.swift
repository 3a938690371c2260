package import Inference
package import ModelRegistry
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Holds predictions up for as long as a test wants, ten seconds at most.
package final class Hold: Sendable {
    private struct State {
        var isClosed = false
        var held = 0
        var finished = 0
    }

    private let state = Mutex(State())

    package init() {}

    /// From now on predictions do not end.
    package func close() { state.withLock { $0.isClosed = true } }
    package func open() { state.withLock { $0.isClosed = false } }

    /// How many predictions are held up now.
    package var held: Int { state.withLock { $0.held } }
    /// How many predictions have ended.
    package var finished: Int { state.withLock { $0.finished } }

    /// Returns once `count` predictions are held up.
    package func untilHeld(_ count: Int) async throws {
        try await waitUntil { self.held >= count }
    }

    /// Reads any artefact as a model that answers 7, in a millisecond if it is not held up.
    package func decode(_ bytes: [UInt8]) throws -> DecodedArtefact {
        DecodedArtefact(model: HeldModel(hold: self), format: "held", library: nil, estimator: "HeldModel")
    }

    fileprivate func pass() {
        usleep(1000)
        state.withLock { $0.held += 1 }
        for _ in 0..<10_000 where state.withLock({ $0.isClosed }) { usleep(1000) }
        state.withLock { state in
            state.held -= 1
            state.finished += 1
        }
    }
}

private struct HeldModel: MatrixModel {
    let hold: Hold

    var signature: ModelSignature { StubModel(answer: 7).signature }
    var memoryBytes: Int { 64 }

    func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        hold.pass()
        return Prediction(outcome: .values(Matrix(repeating: 7, rowCount: rows.rowCount, columnCount: 1)))
    }
}

/// Waits until something holds, ten seconds at most.
package func waitUntil(_ holds: @Sendable () -> Bool) async throws {
    for _ in 0..<2000 where !holds() { try await Task.sleep(for: .milliseconds(5)) }
    guard holds() else { throw WaitError() }
}

package struct WaitError: Error, CustomStringConvertible {
    package let description = "what was waited for did not happen within ten seconds"
}
