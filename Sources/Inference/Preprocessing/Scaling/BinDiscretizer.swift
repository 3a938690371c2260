/// Replaces each value by the number of its bin.
///
/// - Source: `sklearn.preprocessing.KBinsDiscretizer` with `encode='ordinal'`.
package struct BinDiscretizer: MatrixTransformer {
    /// Which bin a value at an edge falls into.
    package enum EdgeRule: Sendable {
        /// The upper one.
        case exact
        /// The upper one, already from a little below: scikit-learn 1.0 and before.
        case tolerant
    }

    /// For each feature the edges between bins, rising, without the outermost.
    private let edges: [[Double]]
    private let rule: EdgeRule
    package var inputCount: Int { edges.count }
    package var outputCount: Int { edges.count }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { edges.reduce(0) { $0 + 8 * $1.count } }

    /// - Parameter edges: for each feature those between bins, without the outermost; none for a single bin.
    package init(edges: [[Double]], rule: EdgeRule) throws(ModelStructureError) {
        try ModelSignature.requireWidth(edges.count, of: "A discretiser")
        guard edges.allSatisfy({ $0.allSatisfy { !$0.isNaN } }) else {
            throw ModelStructureError("A discretiser has an edge that is no number")
        }
        self.edges = edges
        self.rule = rule
    }

    /// The bins of each feature.
    var binCounts: [Int] { edges.map { $0.count + 1 } }

    /// - Complexity: O(n · features · log bins), in place.
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite()
        rows.updateRows { row in
            for index in row.indices {
                let value = rule == .exact ? row[index] : row[index] + (1e-8 + 1e-5 * abs(row[index]))
                row[index] = Double(Self.bin(of: value, edges[index]))
            }
        }
    }

    /// How many edges are not above `value`.
    private static func bin(of value: Double, _ edges: [Double]) -> Int {
        edges.withUnsafeBufferPointer { edges in
            var (low, high) = (0, edges.count)
            while low < high {
                let middle = low + (high - low) / 2
                if edges[middle] <= value { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
