/// One output of a classifier by neighbours.
package struct NeighbourOutput: Sendable {
    /// What a row without neighbours is answered with.
    package enum Lonely: Sendable, Equatable {
        /// Nothing: it is an error.
        case refused
        /// - label: an index in ``NeighbourOutput/classes``.
        /// - column: the class that is said to be certain; nil when all probabilities are zero.
        case answered(label: Int, column: Int?)
    }

    /// The classes, of which the last may be one that only rows without neighbours get.
    package var classes: [ClassLabel]
    /// For each training row the index of its class.
    package var targets: [Int]
    package var lonely: Lonely

    package init(classes: [ClassLabel], targets: [Int], lonely: Lonely) {
        self.classes = classes
        self.targets = targets
        self.lonely = lonely
    }

    func check(rowCount: Int) throws(ModelStructureError) {
        guard !classes.isEmpty, targets.count == rowCount, targets.allSatisfy(classes.indices.contains) else {
            throw ModelStructureError(
                "\(targets.count) targets belong to \(rowCount) training rows, or one is none of \(classes.count) classes"
            )
        }
        if case .answered(let label, let column) = lonely {
            guard classes.indices.contains(label), column.map(classes.indices.contains) ?? true else {
                throw ModelStructureError("A row without neighbours gets none of \(classes.count) classes")
            }
        }
    }

    /// Sets the probability of each class.
    func setProbabilities(
        _ neighbours: Neighbours,
        _ shares: [Double],
        _ result: UnsafeMutableBufferPointer<Double>
    ) {
        result.update(repeating: 0)
        for (neighbour, share) in zip(neighbours.indices, shares) { result[targets[neighbour]] += share }
        if neighbours.indices.isEmpty, case .answered(_, let column?) = lonely { result[column] = 1 }
        let total = result.reduce(0, +)
        if total != 0 {
            for index in result.indices { result[index] /= total }
        }
    }

    /// The class of a row with those probabilities.
    func winner(_ probabilities: UnsafeBufferPointer<Double>) -> Int {
        if case .answered(let label, nil) = lonely, probabilities.allSatisfy({ $0 == 0 }) { return label }
        return Mathematics.indexOfMaximum(probabilities)
    }
}
