import Inference
import ModelRegistry
import Synchronization

/// A large batch while its blocks are computed, on as many threads as take part.
final class BatchRun: Sendable {
    /// What the rows gave, and the seconds that all blocks took together.
    typealias Outcome = (result: Result<Prediction, PredictionError>, seconds: Double)

    fileprivate struct State {
        var plan: BlockPlan
        var parts: [(start: Int, prediction: Prediction)] = []
        /// The first block that failed.
        var failure: (start: Int, error: PredictionError)?
        var computing = 0
        var isOver = false
        var seconds = 0.0
    }

    private let model: any PredictiveModel
    private let rows: FeatureTable
    private let asked: PredictionParts
    private let state: Mutex<State>
    private let whenDone: @Sendable (Outcome?) -> Void

    /// - Parameter whenDone: called once, by the thread that computes the last block; with nil for a run that was abandoned.
    init(
        _ model: any PredictiveModel,
        _ rows: FeatureTable,
        asking parts: PredictionParts,
        plan: BlockPlan,
        whenDone: @escaping @Sendable (Outcome?) -> Void
    ) {
        self.model = model
        self.rows = rows
        asked = parts
        state = Mutex(State(plan: plan))
        self.whenDone = whenDone
    }

    /// Computes one block.
    ///
    /// - Returns: whether there is another for the same thread.
    func computeBlock() -> Bool {
        let range = state.withLock { state -> Range<Int>? in
            guard let range = state.plan.next() else { return nil }
            state.computing += 1
            return range
        }
        guard let range else { return false }
        let start = ContinuousClock.now
        let result = Result { () throws(PredictionError) in try model.predict(rows.rows(range), asking: asked) }
        let seconds = (ContinuousClock.now - start).seconds
        let (hasMore, finished) = state.withLock { state -> (Bool, State?) in
            state.record(result, range, seconds)
            return (!state.plan.isDone, state.end() ? state : nil)
        }
        if let finished { whenDone((finished.result, finished.seconds)) }
        return hasMore
    }

    /// Computes no further block: nobody wants the rows any more.
    ///
    /// - Returns: false, as ``computeBlock()`` does when there is no further one.
    func abandon() -> Bool {
        let isOver = state.withLock { state in
            state.plan.stop()
            return state.end()
        }
        if isOver { whenDone(nil) }
        return false
    }
}

extension BatchRun.State {
    fileprivate mutating func record(
        _ result: Result<Prediction, PredictionError>,
        _ range: Range<Int>,
        _ seconds: Double
    ) {
        computing -= 1
        self.seconds += seconds
        plan.record(rowCount: range.count, seconds: seconds)
        switch result {
        case .success(let prediction): parts.append((range.lowerBound, prediction))
        case .failure(let error):
            // Blocks are handed out in order: those before this one are done or being computed.
            plan.stop()
            if range.lowerBound < failure?.start ?? .max { failure = (range.lowerBound, error) }
        }
    }

    /// - Returns: whether this was the end, which there is once.
    fileprivate mutating func end() -> Bool {
        guard plan.isDone, computing == 0, !isOver else { return false }
        isOver = true
        return true
    }

    fileprivate var result: Result<Prediction, PredictionError> {
        if let failure { return .failure(failure.error.movedDown(by: failure.start)) }
        return .success(Prediction.joined(parts.sorted { $0.start < $1.start }.map(\.prediction)))
    }
}
