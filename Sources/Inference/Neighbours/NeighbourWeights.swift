/// How much each neighbour has to say.
package enum NeighbourWeights: Sendable {
    case uniform
    /// One divided by the distance; neighbours at no distance have all to say, the others nothing.
    case inverseDistance

    /// Turns distances into weights.
    ///
    /// - Source: `sklearn.neighbors._base._get_weights`.
    func weigh(_ distances: inout [Double]) {
        switch self {
        case .uniform:
            for index in distances.indices { distances[index] = 1 }
        case .inverseDistance:
            var isAnyInfinite = false
            for index in distances.indices {
                distances[index] = 1 / distances[index]
                if distances[index].isInfinite { isAnyInfinite = true }
            }
            guard isAnyInfinite else { return }
            for index in distances.indices { distances[index] = distances[index].isInfinite ? 1 : 0 }
        }
    }
}
