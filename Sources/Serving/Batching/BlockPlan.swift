/// How a large batch is cut into blocks of rows: each takes a few milliseconds, so that others get their turn.
///
/// The first blocks go by the cost of a row that the warm-up measured, later ones by what blocks really took.
struct BlockPlan {
    /// Seconds that a block should take.
    static let blockSeconds = 0.004
    /// The most that a block may be larger than one that was measured.
    private static let growth = 4

    private let rowCount: Int
    private var nextRow = 0
    private(set) var blockRowCount: Int

    /// - Parameter secondsPerRow: what one row costs alone.
    /// - Returns: nil for a batch that is too short to be cut.
    init?(rowCount: Int, secondsPerRow: Double) {
        let seconds = Double(rowCount) * secondsPerRow
        guard rowCount > 1, seconds >= 2 * Self.blockSeconds else { return nil }
        self.rowCount = rowCount
        let blocks = min(seconds / Self.blockSeconds, Double(rowCount))
        blockRowCount = max(1, Int(Double(rowCount) / blocks))
    }

    /// Whether all rows were handed out.
    var isDone: Bool { nextRow >= rowCount }

    /// The rows to compute next; nil when there are none.
    mutating func next() -> Range<Int>? {
        guard !isDone else { return nil }
        let end = min(rowCount, nextRow + blockRowCount)
        defer { nextRow = end }
        return nextRow..<end
    }

    /// Goes by what a block took.
    mutating func record(rowCount: Int, seconds: Double) {
        let most = Double(rowCount * Self.growth)
        let wanted = seconds > 0 ? Double(rowCount) * Self.blockSeconds / seconds : most
        blockRowCount = max(1, Int(min(most, wanted)))
    }

    /// Hands out no more rows.
    mutating func stop() {
        nextRow = rowCount
    }
}
