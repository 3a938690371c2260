/// Divides each row by its length.
///
/// - Source: `sklearn.preprocessing.Normalizer`.
package struct Normalizer: SparseTransformer {
    package enum Norm: String, Sendable {
        /// The sum of sizes.
        case sum = "l1"
        /// The square root of the sum of squares.
        case euclidean = "l2"
        /// The largest size.
        case largest = "max"
    }

    /// Below this a dense row counts as zero and is left alone.
    private static let smallest = 10 * Double.ulpOfOne
    private let norm: Norm
    package let inputCount: Int
    package var outputCount: Int { inputCount }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { 0 }
    var keepsZeros: Bool { true }

    package init(featureCount: Int, norm: Norm) throws(ModelStructureError) {
        try ModelSignature.requireWidth(featureCount, of: "A normaliser")
        inputCount = featureCount
        self.norm = norm
    }

    /// - Complexity: O(n · featureCount), in place.
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite()
        rows.updateRows { row in
            let length = length(of: row)
            guard length >= Self.smallest else { return }
            for index in row.indices { row[index] /= length }
        }
    }

    /// - Complexity: O(values), in place.
    /// - Source: `sklearn.utils.sparsefuncs_fast.inplace_csr_row_normalize_l1` and its likes.
    func transform(_ rows: inout SparseMatrix) throws(PredictionError) {
        try rows.requireFinite()
        rows.updateRows { row in
            let length = length(of: row)
            guard length != 0 else { return }
            for index in row.indices { row[index] /= length }
        }
    }

    private func length(of row: UnsafeMutableBufferPointer<Double>) -> Double {
        switch norm {
        case .sum: row.reduce(0) { $0 + abs($1) }
        case .euclidean: row.reduce(0) { $0 + $1 * $1 }.squareRoot()
        case .largest: row.reduce(0) { max($0, abs($1)) }
        }
    }
}
