import Inference
import PickleReader

/// Reads which distance neighbours are found by: `effective_metric_` and its settings.
struct DistanceReader {
    private let object: EstimatorObject

    init(_ object: EstimatorObject) {
        self.object = object
    }

    func metric() throws(ModelFileError) -> DistanceMetric {
        let settings = object["effective_metric_params_"]
        switch object.text("effective_metric_") {
        case "minkowski", "p": return try minkowski(settings)
        case "seuclidean": return .standardizedEuclidean(variances: try numbers("V", of: settings))
        case "mahalanobis": return .mahalanobis(inverse: try numbers("VI", of: settings))
        case "braycurtis":
            let isOfScipy = NeighbourIndexReader.isBruteForce(object) && object.context.version < .release(1, 1)
            return .brayCurtis(addsSigned: isOfScipy)
        case let name?:
            guard let metric = Self.plain[name] else { throw unknown("effective_metric_") }
            return metric
        default: throw unknown("effective_metric_")
        }
    }

    /// Distances that have no settings.
    static let plain: [String: DistanceMetric] = [
        "euclidean": .euclidean, "l2": .euclidean, "sqeuclidean": .squaredEuclidean, "manhattan": .manhattan,
        "cityblock": .manhattan, "l1": .manhattan, "chebyshev": .chebyshev, "infinity": .chebyshev,
        "hamming": .hamming, "canberra": .canberra, "cosine": .cosine, "haversine": .haversine,
        "nan_euclidean": .nanEuclidean,
    ]

    private func minkowski(_ settings: PickleValue?) throws(ModelFileError) -> DistanceMetric {
        let power = settings?["p"]?.singleNumber ?? 2
        if let weights = settings?["w"], !weights.isNone {
            return .minkowski(power: power, weights: try numbers("w", of: settings))
        }
        switch power {
        case 1: return .manhattan
        case 2: return .euclidean
        case .infinity: return .chebyshev
        default: return .minkowski(power: power, weights: nil)
        }
    }

    private func numbers(_ key: String, of settings: PickleValue?) throws(ModelFileError) -> [Double] {
        guard let value = settings?[key] else {
            throw object.unsupported(
                "its distance \(object.describe("effective_metric_")) has no '\(key)' in metric_params",
                instead: "give \(key) in metric_params"
            )
        }
        guard let numbers = try object.numbers(in: value), !numbers.isEmpty else {
            throw ModelFileError(
                .malformed,
                "The '\(key)' of the distance of the \(object.name) is no array of numbers"
            )
        }
        return numbers
    }

    private func unknown(_ key: String) -> ModelFileError {
        object.unsupported(
            "its distance is \(object.describe(key)), which is not computed here",
            instead:
                "train it with metric='euclidean' or another of: \(Self.plain.keys.sorted().joined(separator: ", "))"
        )
    }
}
