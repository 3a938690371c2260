import Inference
import PickleReader

/// What a file of histogram-based boosting tells about categories.
struct HistogramCategories {
    private let object: EstimatorObject
    let featureCount: Int
    /// The features as the trees count them; nil when none are categories.
    let features: [HistogramEnsemble.Feature]?
    /// The columns of categories in rising order; they are encoded when there is a `_preprocessor`.
    private let columns: [Int]

    init(_ object: EstimatorObject) throws(ModelFileError) {
        self.object = object
        featureCount = try object.integer(object["n_features_in_"] == nil ? "_n_features" : "n_features_in_")
        // The file has the bins of each feature, which are not read.
        try object.context.spend(featureCount)
        guard let isCategorical = try Self.mask(object, featureCount), isCategorical.contains(true) else {
            columns = []
            features = nil
            return
        }
        let columns = isCategorical.indices.filter { isCategorical[$0] }
        let isReordered = object["_preprocessor"].map { !$0.isNone } ?? false
        let order =
            isReordered ? columns + isCategorical.indices.filter { !isCategorical[$0] } : Array(0..<featureCount)
        let thresholds = try Self.thresholds(object, featureCount)
        features = order.enumerated().map { index, column in
            let known = isCategorical[column] ? Self.known(thresholds[index]) : nil
            return HistogramEnsemble.Feature(column: column, known: known)
        }
        self.columns = columns
    }

    /// The encoder of the `_preprocessor`; nil when categories come as numbers already.
    ///
    /// - Source: `BaseHistGradientBoosting._preprocess_X`: a ColumnTransformer whose first part is an OrdinalEncoder.
    func encoder() throws(ModelFileError) -> CategoryEncoder? {
        guard let preprocessor = object["_preprocessor"], !preprocessor.isNone else { return nil }
        let parts = try object.estimator("_preprocessor").require("transformers_", "a list of steps", \.elements)
        guard let step = parts.first?.elements, step.count >= 2, step[0].text == "encoder" else {
            throw ModelFileError(.malformed, "The _preprocessor of the \(object.name) does not begin with its encoder")
        }
        let encoder = try EstimatorObject(step[1], in: object, at: "_preprocessor")
        let categories = try encoder.require("categories_", "a list of arrays", \.elements)
        guard categories.count == columns.count else {
            throw ModelFileError(.malformed, "The \(object.name) has categories of \(categories.count) columns")
        }
        var encoded: [CategoryEncoder.Column] = []
        for (column, value) in zip(columns, categories) {
            encoded.append(CategoryEncoder.Column(index: column, categories: try labels(value)))
        }
        return try object.making { () throws(ModelStructureError) in
            try CategoryEncoder(encoded, featureCount: featureCount)
        }
    }

    /// The categories of a column; nil for the missing one, which may come last.
    private func labels(_ value: PickleValue) throws(ModelFileError) -> [ClassLabel?] {
        guard let array = value.array, array.shape.count == 1 else {
            throw ModelFileError(.malformed, "The categories of the \(object.name) are no list of arrays")
        }
        try object.context.spend(array.count)
        if let labels = EstimatorObject.labels(array) { return labels }
        guard let members = array.objects() else {
            throw ModelFileError(.malformed, "The categories of the \(object.name) are neither numbers nor texts")
        }
        var labels: [ClassLabel?] = []
        for member in members {
            if let text = member.text {
                labels.append(.string(text))
            } else if let boolean = member.boolean {
                labels.append(.boolean(boolean))
            } else if let number = member.number {
                labels.append(number.isNaN ? nil : .number(number))
            } else {
                labels.append(nil)
            }
        }
        return labels
    }

    // MARK: What training saw

    /// `is_categorical_`: for each column of the rows whether it holds categories; nil when none does.
    private static func mask(_ object: EstimatorObject, _ featureCount: Int) throws(ModelFileError) -> [Bool]? {
        guard let value = object["is_categorical_"], !value.isNone else { return nil }
        let mask = try object.doubles("is_categorical_").map { $0 != 0 }
        guard mask.count == featureCount else {
            throw ModelFileError(.malformed, "The is_categorical_ of the \(object.name) has \(mask.count) entries")
        }
        return mask
    }

    /// For each feature of the trees the numbers that its bins begin with: for categories, those that are known.
    private static func thresholds(
        _ object: EstimatorObject,
        _ featureCount: Int
    ) throws(ModelFileError) -> [PickleArray] {
        let mapper = try object.estimator("_bin_mapper")
        let arrays = try mapper.require("bin_thresholds_", "a list of arrays") { value in
            value.elements?.compactMap(\.array)
        }
        guard arrays.count == featureCount else {
            throw ModelFileError(.malformed, "The \(object.name) has bins of \(arrays.count) features")
        }
        for array in arrays {
            try object.context.spend(array.count)
        }
        return arrays
    }

    private static func known(_ thresholds: PickleArray) -> CategorySet {
        var known = CategorySet.none
        for number in thresholds.doubles() ?? [] { known.insert(CategorySet.category(of: number)) }
        return known
    }
}
