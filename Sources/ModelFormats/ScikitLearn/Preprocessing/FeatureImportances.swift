import Inference
import PickleReader

/// How much each feature matters to a fitted model: its coefficients, or what its trees gained by splitting.
enum FeatureImportances {
    /// One number for each feature, at least zero.
    ///
    /// - Parameter selection: the selection, whose settings say where to look.
    /// - Source: `sklearn.feature_selection._base._get_feature_importances`.
    static func scores(
        of model: EstimatorObject,
        for selection: EstimatorObject
    ) throws(ModelFileError) -> [Double] {
        let getter = selection.text("importance_getter") ?? (selection["importance_getter"] == nil ? "auto" : "")
        guard ["auto", "coef_", "feature_importances_"].contains(getter) else {
            throw selection.unsupported(
                "it finds the importance of features in its own way",
                instead: "train it with importance_getter='auto'"
            )
        }
        if let coefficients = model["coef_"], getter != "feature_importances_" {
            return try sizes(of: coefficients, model, selection)
        }
        return try TreeImportances.of(model)
    }

    private static func sizes(
        of value: PickleValue,
        _ model: EstimatorObject,
        _ selection: EstimatorObject
    ) throws(ModelFileError) -> [Double] {
        guard let shape = value.array?.shape, shape.count == 1 || shape.count == 2 else {
            throw selection.unsupported(
                "the coefficients of its \(model.name) are not an array of one or two dimensions",
                instead: "keep them dense (densify())"
            )
        }
        let coefficients = try model.doubles("coef_")
        if shape.count == 1 { return coefficients.map(abs) }
        let order = selection["norm_order"]?.singleNumber ?? 1
        guard order == 1 || order == 2 || order.isInfinite else {
            throw selection.unsupported("its norm_order is \(order)", instead: "train it with norm_order=1")
        }
        return (0..<shape[1]).map { column in
            norm(stride(from: column, to: coefficients.count, by: shape[1]).map { coefficients[$0] }, order)
        }
    }

    private static func norm(_ values: [Double], _ order: Double) -> Double {
        if order == 1 { return values.reduce(0) { $0 + abs($1) } }
        if order == 2 { return values.reduce(0) { $0 + $1 * $1 }.squareRoot() }
        return (order > 0 ? values.map(abs).max() : values.map(abs).min()) ?? 0
    }

    /// A sum in numpy's order, so that an importance that equals the mean is found equal to it.
    ///
    /// - Source: the pairwise summation of `numpy.add.reduce`.
    static func pairwiseSum(_ values: ArraySlice<Double>) -> Double {
        if values.count < 8 { return values.reduce(0, +) }
        guard values.count <= 128 else {
            let half = values.count / 2 / 8 * 8
            return pairwiseSum(values.prefix(half)) + pairwiseSum(values.dropFirst(half))
        }
        var sums = Array(values.prefix(8))
        let whole = values.count / 8 * 8
        for (offset, value) in values.prefix(whole).dropFirst(8).enumerated() { sums[offset % 8] += value }
        let sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
        return values.dropFirst(whole).reduce(sum, +)
    }
}
