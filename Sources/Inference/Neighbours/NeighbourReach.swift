/// Which training rows have a say in an answer.
package enum NeighbourReach: Sendable, Equatable {
    /// So many of the nearest.
    case nearest(Int)
    /// All that are not farther.
    case within(radius: Double)
}

extension NeighbourIndex {
    /// - Throws: ``ModelStructureError`` for more neighbours than there are rows, or a radius that is none.
    func check(_ reach: NeighbourReach) throws(ModelStructureError) {
        switch reach {
        case .nearest(let count):
            guard (1...rowCount).contains(count) else {
                throw ModelStructureError("\(count) neighbours are wanted of \(rowCount) training rows")
            }
        case .within(let radius):
            guard radius >= 0, radius.isFinite else { throw ModelStructureError("The radius is \(radius)") }
        }
    }

    /// Lends `body` the neighbours of each row.
    func forEachRow(of questions: Matrix, _ reach: NeighbourReach, _ body: (Int, Neighbours) -> Void) {
        switch reach {
        case .nearest(let count): forEachRow(of: questions, nearest: count, body)
        case .within(let radius): forEachRow(of: questions, within: radius, body)
        }
    }
}
