extension FeatureTable {
    /// The numbers as a matrix, NaN where texts are.
    ///
    /// - Complexity: nothing is copied for a dense table.
    var denseMatrix: Matrix {
        switch numbers {
        case .dense(let rows): rows
        case .sparse(let rows): rows.dense()
        }
    }
}
