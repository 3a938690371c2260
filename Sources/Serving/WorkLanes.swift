import DequeModule

/// Which piece of work a pool's threads take next.
///
/// Single predictions get every other turn, so neither they nor the pieces of large requests ever wait for all of the
/// others. Bodies, which cannot be cut into pieces, never have all the threads where there are several.
struct WorkLanes<Work> {
    enum Lane: CaseIterable, Sendable {
        /// A prediction in one piece.
        case predictions
        /// Blocks of rows of large batches, a few milliseconds each.
        case blocks
        /// Large bodies that are read or written.
        case bodies
    }

    fileprivate struct Queue {
        var running = 0
        var waiting: Deque<Work> = []
    }

    private static var turns: [Lane] { [.predictions, .blocks, .predictions, .bodies] }

    private let threads: Int
    private let queueLimit: Int
    private var predictions = Queue()
    private var blocks = Queue()
    private var bodies = Queue()
    private var turn = 0

    /// - Parameters:
    ///   - threads: at least 1.
    ///   - queueLimit: how much may wait in each lane.
    init(threads: Int, queueLimit: Int) {
        self.threads = threads
        self.queueLimit = queueLimit
    }

    // MARK: - Work

    /// Lets work wait for ``take()``.
    ///
    /// - Parameter isAccepted: whether it continues what was accepted before, and so waits beyond the limit.
    /// - Returns: false, and the work is not kept, when as much is waiting as may wait.
    mutating func add(_ work: Work, to lane: Lane, isAccepted: Bool) -> Bool {
        guard isAccepted || mayRun(lane) || self[lane].waiting.count < queueLimit else { return false }
        self[lane].waiting.append(work)
        return true
    }

    /// The work that a free thread does now; hand its lane to ``end(_:)`` afterwards.
    mutating func take() -> (work: Work, lane: Lane)? {
        for _ in Self.turns {
            let lane = Self.turns[turn]
            turn = (turn + 1) % Self.turns.count
            guard mayRun(lane), let work = self[lane].waiting.popFirst() else { continue }
            self[lane].running += 1
            return (work, lane)
        }
        return nil
    }

    mutating func end(_ lane: Lane) {
        self[lane].running -= 1
    }

    // MARK: - Threads

    private func mayRun(_ lane: Lane) -> Bool {
        let running = predictions.running + blocks.running + bodies.running
        return running < threads && (lane != .bodies || bodies.running < max(1, threads - 1))
    }

    private subscript(lane: Lane) -> Queue {
        get {
            switch lane {
            case .predictions: predictions
            case .blocks: blocks
            case .bodies: bodies
            }
        }
        _modify {
            switch lane {
            case .predictions: yield &predictions
            case .blocks: yield &blocks
            case .bodies: yield &bodies
            }
        }
    }
}

extension WorkLanes: Sendable where Work: Sendable {}

extension WorkLanes.Queue: Sendable where Work: Sendable {}
