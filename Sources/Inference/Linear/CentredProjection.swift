/// Features in other directions, seen from their means.
///
/// - Source: `transform` of `sklearn.discriminant_analysis.LinearDiscriminantAnalysis` and of the estimators of
///   `sklearn.cross_decomposition`.
package struct CentredProjection: MatrixTransformer {
    private let centring: Centring?
    private let scores: LinearScores
    package var inputCount: Int { scores.featureCount }
    package var outputCount: Int { scores.outputCount }
    package var acceptsMissing: Bool { false }
    package var workingWidth: Int { max(inputCount, outputCount) }
    package var memoryBytes: Int { (centring?.memoryBytes ?? 0) + scores.memoryBytes }

    /// - Parameters:
    ///   - means: what is taken off, shape `[featureCount]`; nil for nothing.
    ///   - scales: what is divided by then, shape `[featureCount]`; nil for nothing.
    ///   - directions: shape `[featureCount, outputCount]`.
    package init(means: [Double]?, scales: [Double]? = nil, directions: Matrix) throws(ModelStructureError) {
        scores = try LinearScores(
            coefficients: directions.transposed(),
            intercepts: [Double](repeating: 0, count: directions.columnCount)
        )
        if let means {
            centring = try Centring(means: means, scales: scales, featureCount: scores.featureCount)
        } else {
            centring = nil
        }
    }

    /// - Complexity: O(n · inputCount · outputCount).
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite()
        centring?.apply(to: &rows)
        rows = scores.sums(of: rows)
    }
}
