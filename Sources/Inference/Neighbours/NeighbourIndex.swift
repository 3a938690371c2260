/// Training rows, and the way to the nearest of them.
///
/// With the tree that the file has, the walk is scikit-learn's own, so that of several rows at the same distance the same
/// are found. Without, all rows are compared in their order; of several at the distance of the last that is kept, the
/// earlier mostly stay. Distances are sums of differences, not differences of sums, hence exact where scikit-learn's brute
/// force rounds.
package struct NeighbourIndex: Sendable {
    package let rowCount: Int
    package let featureCount: Int
    package let metric: DistanceMetric
    /// Row after row, in the order of the tree when there is one; empty when ``vectors`` has them.
    let rows: [Double]
    let tree: NeighbourTree?
    /// The rows, made to be compared all at once, where that is possible.
    let vectors: KernelVectors?

    package init(_ rows: Matrix, metric: DistanceMetric, tree: NeighbourTree?) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(rows.columnCount), rows.rowCount > 0 else {
            throw ModelStructureError("The training rows have shape [\(rows.rowCount), \(rows.columnCount)]")
        }
        guard rows.values.allSatisfy({ $0.isFinite || metric.acceptsMissing && $0.isNaN }) else {
            throw ModelStructureError("A training row has a value that is not finite")
        }
        if let problem = metric.problem(featureCount: rows.columnCount) { throw ModelStructureError(problem) }
        try tree?.check(rowCount: rows.rowCount, featureCount: rows.columnCount)
        guard tree.map({ metric.suits($0.shape) }) ?? true else {
            throw ModelStructureError("A tree cannot be walked by this distance")
        }
        rowCount = rows.rowCount
        featureCount = rows.columnCount
        self.metric = metric
        self.tree = tree
        if tree == nil, metric == .euclidean || metric == .squaredEuclidean {
            vectors = try KernelVectors(rows, kernel: .squaredDistance)
            self.rows = []
        } else {
            vectors = nil
            self.rows = Self.ordered(metric.normalizes ? rows.normalized() : rows, tree)
        }
    }

    private static func ordered(_ rows: Matrix, _ tree: NeighbourTree?) -> [Double] {
        guard let tree else { return rows.values }
        var values: [Double] = []
        values.reserveCapacity(rows.values.count)
        for row in tree.order { values += rows.row(row) }
        return values
    }

    var memoryBytes: Int { 8 * rows.count + (tree?.memoryBytes ?? 0) + (vectors?.memoryBytes ?? 0) }

    /// The rows in the shape in which they are compared.
    ///
    /// - Throws: ``PredictionError`` with code `featureCount` or `notFinite`.
    func prepared(_ rows: Matrix) throws(PredictionError) -> Matrix {
        try rows.requireWidth(featureCount)
        try rows.requireFinite(acceptsMissing: metric.acceptsMissing)
        return metric.normalizes ? rows.normalized() : rows
    }

    // MARK: The nearest rows

    /// Lends `body` the nearest rows of each row, the nearest first, and their distances.
    ///
    /// - Parameters:
    ///   - count: how many, at most `rowCount`.
    ///   - questions: rows as ``prepared(_:)`` gives them.
    /// - Complexity: O(n · rowCount · featureCount) without a tree, some allocations for the batch.
    func forEachRow(of questions: Matrix, nearest count: Int, _ body: (Int, Neighbours) -> Void) {
        var heap = NeighbourHeap(count: count)
        var distances = [Double](repeating: 0, count: count)
        var reduced = [Double](repeating: 0, count: vectors?.paddedCount ?? 0)
        questions.forEachRow { row, question in
            heap.clear()
            if let vectors {
                reduced.withUnsafeMutableBufferPointer { reduced in
                    vectors.evaluate(question, into: reduced)
                    for index in 0..<rowCount { heap.push(reduced[index], index) }
                }
            } else {
                withWalk(from: question) { walk in walk.findNearest(&heap) }
            }
            heap.sort()
            for index in distances.indices { distances[index] = metric.distance(ofReduced: heap.distances[index]) }
            body(row, Neighbours(indices: heap.indices, distances: distances))
        }
    }

    /// The same for all rows that are not farther than `radius`, in no particular order.
    func forEachRow(of questions: Matrix, within radius: Double, _ body: (Int, Neighbours) -> Void) {
        let reducedRadius = metric.reduced(ofDistance: radius)
        var reduced = [Double](repeating: 0, count: vectors?.paddedCount ?? 0)
        questions.forEachRow { row, question in
            var found = Neighbours(indices: [], distances: [])
            func keep(_ index: Int, _ reduced: Double) {
                found.indices.append(index)
                found.distances.append(metric.distance(ofReduced: reduced))
            }
            if let vectors {
                reduced.withUnsafeMutableBufferPointer { reduced in
                    vectors.evaluate(question, into: reduced)
                    for index in 0..<rowCount where reduced[index] <= reducedRadius { keep(index, reduced[index]) }
                }
            } else {
                withWalk(from: question) { walk in walk.findAll(within: reducedRadius, keep) }
            }
            body(row, found)
        }
    }

    private func withWalk(from question: UnsafeBufferPointer<Double>, _ body: (NeighbourWalk) -> Void) {
        rows.withUnsafeBufferPointer { rows in
            guard let rows = rows.baseAddress, let question = question.baseAddress else { return }
            body(NeighbourWalk(index: self, rows: rows, question: question))
        }
    }
}

/// Training rows near a row, and how far they are.
struct Neighbours {
    var indices: [Int]
    var distances: [Double]
}

extension Matrix {
    /// Rows divided by their lengths; rows of zeros as they are.
    ///
    /// - Source: `sklearn.preprocessing.normalize`.
    func normalized() -> Matrix {
        var result = self
        result.updateRows { row in
            let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
            guard length > 0 else { return }
            for index in row.indices { row[index] /= length }
        }
        return result
    }
}
