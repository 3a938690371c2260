import Inference
import PickleReader

/// Reads `TfidfTransformer`, alone or in a `TfidfVectorizer`.
///
/// Its weights are the array `idf_`; up to scikit-learn 1.4 they are the diagonal of the sparse matrix `_idf_diag`.
enum WeightingReader {
    static func transformer(_ object: EstimatorObject) throws(ModelFileError) -> TermWeighting {
        let weights = try weights(object)
        let count =
            if let weights { weights.count } else {
                try object.integer("n_features_in_")
            }
        return try make(object, weights, columnCount: count, precision(of: weights ?? []))
    }

    /// - Parameter columnCount: how many terms the vectorizer has.
    static func weighting(
        _ object: EstimatorObject,
        columnCount: Int,
        _ precision: TermPrecision
    ) throws(ModelFileError) -> TermWeighting {
        guard object.name == "TfidfTransformer" else {
            throw ModelFileError(.malformed, "The _tfidf of a TfidfVectorizer is a \(object.name)")
        }
        return try make(object, weights(object), columnCount: columnCount, precision)
    }

    static func norm(_ object: EstimatorObject) throws(ModelFileError) -> RowNorm? {
        guard let value = object["norm"], !value.isNone else { return nil }
        switch value.text {
        case "l1": return .absolute
        case "l2": return .euclidean
        default:
            throw ModelFileError(
                .malformed,
                "The norm of the \(object.name) is \(EstimatorObject.describe(value)); expected 'l1', 'l2' or None"
            )
        }
    }

    private static func make(
        _ object: EstimatorObject,
        _ weights: [Double]?,
        columnCount: Int,
        _ precision: TermPrecision
    ) throws(ModelFileError) -> TermWeighting {
        let norm = try norm(object)
        let isSublinear = try object.flag("sublinear_tf", default: false)
        return try object.making { () throws(ModelStructureError) in
            try TermWeighting(
                columnCount: columnCount,
                weights: weights,
                norm: norm,
                isSublinear: isSublinear,
                precision: precision
            )
        }
    }

    /// A transformer takes the floats of its counts, which only its weights remember: logarithms that are all 32-bit
    /// floats were computed as such.
    private static func precision(of weights: [Double]) -> TermPrecision {
        let isSingle = weights.allSatisfy { Double(Float($0)) == $0 } && weights.contains { $0 != $0.rounded() }
        return isSingle ? .single : .double
    }

    /// Nil when terms are not weighted.
    private static func weights(_ object: EstimatorObject) throws(ModelFileError) -> [Double]? {
        if object["idf_"] != nil { return try object.doubles("idf_") }
        guard try object.flag("use_idf", default: true) else { return nil }
        return try diagonal(object)
    }

    private static func diagonal(_ object: EstimatorObject) throws(ModelFileError) -> [Double] {
        let rows = try object.sparseRows("_idf_diag")
        var diagonal = [Double](repeating: 0, count: rows.rowCount)
        for row in 0..<rows.rowCount {
            for index in rows.starts[row]..<rows.starts[row + 1] {
                guard rows.columns[index] == row else {
                    throw ModelFileError(.malformed, "The _idf_diag of the \(object.name) is no diagonal matrix")
                }
                diagonal[row] += rows.values[index]
            }
        }
        return diagonal
    }
}
