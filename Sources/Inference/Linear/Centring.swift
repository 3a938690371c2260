/// Features without their means, in units of their scales.
struct Centring {
    private let means: [Double]
    private let scales: [Double]?

    /// - Parameters:
    ///   - means: shape `[featureCount]`, finite.
    ///   - scales: shape `[featureCount]`, finite and not zero; nil for nothing.
    init(means: [Double], scales: [Double]?, featureCount: Int) throws(ModelStructureError) {
        for (name, values) in [("means", means), ("scales", scales)] {
            guard let values else { continue }
            guard values.count == featureCount, values.allSatisfy(\.isFinite) else {
                throw ModelStructureError(
                    "There are \(values.count) \(name) for \(featureCount) features, or one is not finite"
                )
            }
        }
        guard scales?.contains(0) != true else { throw ModelStructureError("A feature is divided by zero") }
        self.means = means
        self.scales = scales
    }

    var memoryBytes: Int { 8 * (means.count + (scales?.count ?? 0)) }

    /// - Precondition: the rows are `featureCount` wide.
    func apply(to rows: inout Matrix) {
        precondition(rows.columnCount == means.count)
        means.withUnsafeBufferPointer { means in
            rows.updateRows { row in
                for index in row.indices { row[index] -= means[index] }
            }
        }
        scales?.withUnsafeBufferPointer { scales in
            rows.updateRows { row in
                for index in row.indices { row[index] /= scales[index] }
            }
        }
    }
}
