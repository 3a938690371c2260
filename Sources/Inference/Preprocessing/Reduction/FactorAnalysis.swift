/// The mathematics of factor analysis.
package enum FactorAnalysis {
    /// The components that give the expected factors of a row.
    ///
    /// - Parameters:
    ///   - loadings: shape `[factors, features]`.
    ///   - noiseVariances: one for each feature, above zero.
    /// - Returns: shape `[factors, features]`.
    /// - Complexity: O(factors² · (factors + features)).
    /// - Source: `sklearn.decomposition.FactorAnalysis.transform`.
    package static func components(
        loadings: Matrix,
        noiseVariances: [Double]
    ) throws(ModelStructureError) -> Matrix {
        guard noiseVariances.count == loadings.columnCount, noiseVariances.allSatisfy({ $0 > 0 && $0.isFinite }),
            loadings.values.allSatisfy(\.isFinite)
        else { throw ModelStructureError("A factor analysis has noise variances that do not fit its components") }
        let (factorCount, featureCount) = (loadings.rowCount, loadings.columnCount)
        var weighted = loadings
        weighted.updateRows { row in
            for index in row.indices { row[index] /= noiseVariances[index] }
        }
        var precision = Matrix(repeating: 0, rowCount: factorCount, columnCount: factorCount)
        for row in 0..<factorCount {
            for column in 0..<factorCount {
                var sum = row == column ? 1.0 : 0
                for feature in 0..<featureCount { sum += weighted[row, feature] * loadings[column, feature] }
                precision[row, column] = sum
            }
        }
        return try solve(precision, weighted)
    }

    /// The matrix X for which `matrix` · X = `right`, by elimination with row exchanges.
    private static func solve(_ matrix: Matrix, _ right: Matrix) throws(ModelStructureError) -> Matrix {
        var (left, result) = (matrix, right)
        let size = matrix.rowCount
        for pivot in 0..<size {
            let best = (pivot..<size).max { abs(left[$0, pivot]) < abs(left[$1, pivot]) } ?? pivot
            guard abs(left[best, pivot]) > 0, left[best, pivot].isFinite else {
                throw ModelStructureError("The components of a factor analysis cannot be inverted")
            }
            left.swapRows(pivot, best)
            result.swapRows(pivot, best)
            for row in 0..<size where row != pivot {
                let factor = left[row, pivot] / left[pivot, pivot]
                if factor == 0 { continue }
                for column in pivot..<size { left[row, column] -= factor * left[pivot, column] }
                for column in 0..<result.columnCount { result[row, column] -= factor * result[pivot, column] }
            }
        }
        for row in 0..<size {
            for column in 0..<result.columnCount { result[row, column] /= left[row, row] }
        }
        return result
    }
}

extension Matrix {
    fileprivate mutating func swapRows(_ first: Int, _ second: Int) {
        guard first != second else { return }
        for column in 0..<columnCount { values.swapAt(first * columnCount + column, second * columnCount + column) }
    }
}
