import Inference
import PickleReader

/// Reads what a `RadiusNeighborsClassifier` answers for rows without neighbours.
struct OutlierLabelReader {
    private let object: EstimatorObject

    init(_ object: EstimatorObject) {
        self.object = object
    }

    /// One label for each output; nil when there is none, and such rows are an error.
    func labels() throws(ModelFileError) -> [ClassLabel]? {
        guard let attribute = object["outlier_label_"], !attribute.isNone else { return nil }
        if let array = attribute.array {
            try object.context.spend(array.count)
            if let labels = EstimatorObject.labels(array) { return labels }
        }
        let members = attribute.elements ?? []
        try object.context.spend(members.count)
        let labels = members.compactMap(\.label)
        guard !labels.isEmpty, labels.count == members.count else {
            throw ModelFileError(.malformed, "The outlier_label_ of the \(object.name) are neither numbers nor texts")
        }
        return labels
    }

    /// Distances of which brute force is done as before 1.4.
    ///
    /// - Source: `RadiusNeighborsClassMode.valid_metrics`.
    private static let metricsOfOtherWay = [
        "cosine", "euclidean", "hamming", "l2", "mahalanobis", "nan_euclidean", "sqeuclidean",
    ]

    /// The class that is said to be certain for such rows; nil when all probabilities are zero.
    ///
    /// Since scikit-learn 1.4, brute force over one output compares what `outlier_label` was set to, which may be
    /// `most_frequent`; since 1.9 it compares it with the places of the classes instead of the classes.
    static func column(
        _ object: EstimatorObject,
        _ label: ClassLabel,
        _ classes: [ClassLabel]
    ) throws(ModelFileError) -> Int? {
        let isMultiple = try object.flag("outputs_2d_", default: false)
        let comparesSetting =
            object.context.version >= .release(1, 4) && NeighbourIndexReader.isBruteForce(object)
            && object.text("weights") == "uniform" && !isMultiple
            && object["_fit_X"]?.array?.isInteger != true
            && object.text("effective_metric_").map(metricsOfOtherWay.contains) == false
        guard comparesSetting else { return classes.firstIndex { $0.isSame(as: label) } }
        guard let place = object.optionalInteger("outlier_label") else { return nil }
        guard object.context.version >= .release(1, 6) else {
            return classes.firstIndex { $0.isSame(as: .integer(place)) }
        }
        return classes.indices.contains(place) ? place : nil
    }
}

extension NeighbourOutput {
    /// Answers rows without neighbours with a label, which becomes a further class when it is none of them.
    mutating func answerLonely(_ label: ClassLabel, column: Int?) {
        if let place = column ?? classes.firstIndex(where: { $0.isSame(as: label) }) {
            lonely = .answered(label: place, column: column)
        } else {
            classes.append(label)
            lonely = .answered(label: classes.count - 1, column: nil)
        }
    }
}

extension ClassLabel {
    /// Equality as Python has it: 1, 1.0 and True are the same.
    fileprivate func isSame(as other: ClassLabel) -> Bool {
        if let number, let otherNumber = other.number { return number == otherNumber }
        return self == other
    }

    private var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .boolean(let value): value ? 1 : 0
        case .string: nil
        }
    }
}
