import ModelSwitchAPI

/// Where a roll back goes, worked out from the history as the server does it.
///
/// A roll back undoes the newest activation that was not undone yet: one after another walks back through the history, instead of
/// going to and fro between two versions.
struct RollbackTrail {
    /// What holds after an activation.
    private struct Standing {
        /// The version that a roll back from here makes active.
        var target: String?
        /// The generation whose standing such a roll back restores.
        var parent: Int
    }

    private var standings: [Int: Standing] = [:]

    /// - Parameter history: the activations of one model, newest first; the oldest may be missing.
    init(_ history: [HistoryEntry]) {
        for entry in history.reversed() {
            standings[entry.generation] = standing(after: entry)
        }
    }

    /// The version that a roll back from a generation goes to; absent where there is none or the history does not tell.
    func target(from generation: Int) -> String? {
        standings[generation]?.target
    }

    private func standing(after entry: HistoryEntry) -> Standing? {
        let (before, isOverflow) = entry.generation.subtractingReportingOverflow(1)
        guard !isOverflow else { return nil }
        guard entry.kind == "rollback" else {
            return Standing(target: entry.from == entry.to ? nil : entry.from, parent: before)
        }
        return standings[before].flatMap { standings[$0.parent] }
    }
}
