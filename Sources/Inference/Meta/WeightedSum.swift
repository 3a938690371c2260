/// Matrices added up, each with its weight, in the order in which they come.
///
/// - Source: `numpy.average`.
struct WeightedSum {
    private var sums: Matrix
    private var totalWeight = 0.0

    init(rowCount: Int, columnCount: Int) {
        sums = Matrix(repeating: 0, rowCount: rowCount, columnCount: columnCount)
    }

    /// - Parameter weight: nil to count as 1.
    /// - Precondition: the shape is that of the sums.
    mutating func add(_ matrix: Matrix, weight: Double?) {
        precondition(matrix.values.count == sums.values.count)
        totalWeight += weight ?? 1
        let factor = weight ?? 1
        matrix.values.withUnsafeBufferPointer { values in
            sums.values.withUnsafeMutableBufferPointer { sums in
                for index in sums.indices { sums[index] += values[index] * factor }
            }
        }
    }

    var mean: Matrix {
        var mean = sums
        mean.values.withUnsafeMutableBufferPointer { values in
            for index in values.indices { values[index] /= totalWeight }
        }
        return mean
    }
}

/// The weights of models that vote.
enum Weights {
    /// - Throws: ``ModelStructureError`` for another number of them, or none that an average can be made of.
    static func check(_ weights: [Double]?, count: Int) throws(ModelStructureError) {
        guard let weights else { return }
        guard weights.count == count, weights.allSatisfy(\.isFinite), weights.reduce(0, +) != 0 else {
            throw ModelStructureError("\(count) models have the weights \(weights.prefix(20))")
        }
    }
}
