/// Trees that correct each other: a start value and steps of the learning rate.
///
/// - Source: `sklearn.ensemble._gb.BaseGradientBoosting._raw_predict`.
package struct GradientBoosting: Sendable {
    let trees: TreeEnsemble
    /// Where every row starts, shape `[outputCount]`.
    private let start: [Double]

    /// - Parameters:
    ///   - tables: iteration after iteration, in each one tree for each output; leaves hold one value.
    ///   - start: shape `[outputCount]`: 1 for two classes and for regression, else the number of classes.
    ///   - learningRate: what each leaf is multiplied by.
    /// - Complexity: O(nodes).
    package init(
        _ tables: [TreeTable],
        start: [Double],
        learningRate: Double,
        featureCount: Int
    ) throws(ModelStructureError) {
        guard start.allSatisfy(\.isFinite), learningRate.isFinite else {
            throw ModelStructureError("A boosted model has a start value or learning rate that is not finite")
        }
        var scaled: [TreeTable] = []
        for table in tables { scaled.append(try table.scaled(by: learningRate)) }
        trees = try TreeEnsemble(scaled, featureCount: featureCount, valueCount: 1, outputCount: start.count)
        self.start = start
    }

    var outputCount: Int { start.count }
    var memoryBytes: Int { trees.memoryBytes + 8 * start.count }

    /// The sums before any link function, shape `[n, outputCount]`.
    func rawScores(of rows: TreeInput) -> Matrix {
        var sums = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: start.count)
        sums.updateRows { row in
            for index in row.indices { row[index] = start[index] }
        }
        trees.add(rows, to: &sums)
        return sums
    }
}

extension TreeTable {
    /// The same tree with every value multiplied.
    func scaled(by factor: Double) throws(ModelStructureError) -> TreeTable {
        try TreeTable(columns, values: values.map { $0 * factor }, valueCount: valueCount, featureCount: featureCount)
    }
}
