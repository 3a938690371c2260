import Inference
import PickleReader

/// Reads projections.
enum DecompositionReader {
    /// The most steps of arithmetic that reading may take; more is no model that anyone trained.
    private static let maximumSteps = 4e9

    /// - Source: `sklearn.decomposition._base._BasePCA.transform`.
    static func principalComponents(_ object: EstimatorObject) throws(ModelFileError) -> LinearProjection {
        let centre = try object.optionalDoubles("mean_")
        var scales: [Double]?
        if try object.flag("whiten", default: false) {
            scales = try object.doubles("explained_variance_").map { max($0.squareRoot(), .ulpOfOne) }
        }
        return try projection(object, centre: centre, scales: scales)
    }

    /// Projections without a centre.
    static func plain(_ object: EstimatorObject) throws(ModelFileError) -> LinearProjection {
        try projection(object, centre: nil)
    }

    static func independentComponents(_ object: EstimatorObject) throws(ModelFileError) -> LinearProjection {
        let isWhitened = object["whiten"].map { $0.boolean ?? true } ?? true
        return try projection(object, centre: isWhitened ? try object.doubles("mean_") : nil)
    }

    static func factors(_ object: EstimatorObject) throws(ModelFileError) -> LinearProjection {
        let centre = try object.doubles("mean_")
        let loadings = try object.matrix("components_")
        let noise = try object.doubles("noise_variance_")
        let factorCount = Double(loadings.rowCount)
        // Training finds at most a factor for each feature; more of them would be much work from few numbers.
        guard loadings.rowCount <= loadings.columnCount else {
            throw ModelFileError(
                .malformed,
                "The \(object.name) has \(loadings.rowCount) factors of \(loadings.columnCount) features"
            )
        }
        guard factorCount * factorCount * Double(loadings.rowCount + loadings.columnCount) <= maximumSteps else {
            throw object.unsupported(
                "it has \(loadings.rowCount) factors of \(loadings.columnCount) features",
                instead: "train it with fewer factors"
            )
        }
        return try object.making { () throws(ModelStructureError) in
            try LinearProjection(
                centre: centre,
                components: try FactorAnalysis.components(loadings: loadings, noiseVariances: noise)
            )
        }
    }

    private static func projection(
        _ object: EstimatorObject,
        centre: [Double]?,
        scales: [Double]? = nil
    ) throws(ModelFileError) -> LinearProjection {
        let components = try object.matrix("components_")
        return try object.making { () throws(ModelStructureError) in
            try LinearProjection(centre: centre, components: components, scales: scales)
        }
    }

    /// A projection with components in compressed sparse rows, or dense ones.
    static func sparse(_ object: EstimatorObject) throws(ModelFileError) -> any FeatureTransformer {
        guard object.isSparse("components_") else { return try plain(object) }
        let rows = try object.sparseMatrix("components_")
        return try object.making { () throws(ModelStructureError) in try SparseProjection(components: rows) }
    }

    // MARK: What is not served

    static func iterative(_ object: EstimatorObject) throws(ModelFileError) -> LinearProjection {
        throw object.unsupported(
            "it solves a problem of its own for each row, with random starts or many rounds",
            instead: "use TruncatedSVD or PCA in its place"
        )
    }

    static func kernel(_ object: EstimatorObject) throws(ModelFileError) -> LinearProjection {
        throw object.unsupported("it keeps all training rows for its kernel", instead: "use PCA in its place")
    }
}
