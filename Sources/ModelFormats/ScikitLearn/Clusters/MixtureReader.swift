import Inference
import PickleReader

/// Reads mixtures of normal distributions.
enum MixtureReader {
    static func gaussian(_ object: EstimatorObject) throws(ModelFileError) -> GaussianMixture {
        let weights = GaussianMixture.logarithms(of: try object.doubles("weights_"))
        return try mixture(object, means: object.matrix("means_"), logWeights: weights)
    }

    static func bayesian(_ object: EstimatorObject) throws(ModelFileError) -> GaussianMixture {
        let means = try object.matrix("means_")
        let concentration = try concentration(object)
        let freedoms = try numbers("degrees_of_freedom_", object, count: means.rowCount)
        let precisions = try numbers("mean_precision_", object, count: means.rowCount)
        // Each component's freedom is counted down once a feature.
        try object.context.spend(means.values.count)
        guard freedoms.count == means.rowCount else {
            throw ModelFileError(.malformed, "The degrees_of_freedom_ of the \(object.name) are \(freedoms.count)")
        }
        let weights = try object.making { () throws(ModelStructureError) in
            try BayesianWeights(
                concentration,
                freedoms: freedoms,
                meanPrecisions: precisions,
                featureCount: means.columnCount
            )
        }
        return try mixture(object, means: means, logWeights: weights.logWeights(featureCount: means.columnCount))
    }

    /// An array, or one number for all components.
    private static func numbers(
        _ key: String,
        _ object: EstimatorObject,
        count: Int
    ) throws(ModelFileError) -> [Double] {
        let numbers = try object.numbers(key)
        return numbers.count == 1 ? [Double](repeating: numbers[0], count: count) : numbers
    }

    private static func mixture(
        _ object: EstimatorObject,
        means: Matrix,
        logWeights: [Double]
    ) throws(ModelFileError) -> GaussianMixture {
        let spread = try spread(object)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try GaussianMixture(means: means, spread: spread, logWeights: logWeights, featureNames: names)
        }
    }

    private static func spread(_ object: EstimatorObject) throws(ModelFileError) -> GaussianMixture.Spread {
        let values = try object.doubles("precisions_cholesky_")
        switch object.text("covariance_type") {
        case "full": return .full(values)
        case "tied": return .tied(values)
        case "diag": return .diagonal(values)
        case "spherical": return .spherical(values)
        default:
            throw ModelFileError(
                .malformed,
                "The covariance_type of the \(object.name) is \(object.describe("covariance_type"))"
            )
        }
    }

    /// An array, or a pair of them.
    private static func concentration(
        _ object: EstimatorObject
    ) throws(ModelFileError) -> BayesianWeights.Concentration {
        guard let pair = object["weight_concentration_"]?.elements else {
            return .dirichletDistribution(try object.doubles("weight_concentration_"))
        }
        guard pair.count == 2, let first = pair[0].array, let second = pair[1].array else {
            throw ModelFileError(.malformed, "The weight_concentration_ of the \(object.name) is no pair of arrays")
        }
        for array in [first, second] { try object.context.spend(array.count) }
        guard let own = first.doubles(), let rest = second.doubles() else {
            throw ModelFileError(.malformed, "The weight_concentration_ of the \(object.name) are no numbers")
        }
        return .dirichletProcess(own, rest)
    }
}
