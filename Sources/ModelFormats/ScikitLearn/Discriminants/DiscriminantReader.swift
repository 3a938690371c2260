import Inference
import PickleReader

/// Reads discriminant analyses.
enum DiscriminantReader {
    static func quadratic(_ object: EstimatorObject) throws(ModelFileError) -> QuadraticDiscriminant {
        let means = try object.matrix("means_")
        let rotations = try object.matrices("rotations_")
        let variances = try object.arrays("scalings_")
        let priors = try object.numbers("priors_")
        let classes = try object.classes()
        let names = try object.featureNames()
        guard means.rowCount == rotations.count, rotations.count == variances.count, variances.count == priors.count
        else {
            throw ModelFileError(
                .malformed,
                "The \(object.name) has \(means.rowCount) means_, \(rotations.count) rotations_, "
                    + "\(variances.count) scalings_ and \(priors.count) priors_; expected one of each for every class"
            )
        }
        let parameters = rotations.indices.map { index in
            QuadraticDiscriminant.Parameters(
                mean: Array(means.row(index)),
                rotation: rotations[index],
                variances: variances[index],
                prior: priors[index]
            )
        }
        return try object.making { () throws(ModelStructureError) in
            try QuadraticDiscriminant(parameters, classes: classes, featureNames: names)
        }
    }

    /// - Source: `LinearDiscriminantAnalysis.transform`.
    static func projection(_ object: EstimatorObject) throws(ModelFileError) -> CentredProjection {
        let solver = object.text("solver")
        guard solver == "svd" || solver == "eigen" else {
            throw object.unsupported(
                "its solver '\(solver?.printable ?? "")' gives no directions to project on",
                instead: "train it with solver='svd' or 'eigen'"
            )
        }
        let scalings = try object.matrix("scalings_")
        let count = try object.integer("_max_components")
        let directions = scalings.columns(Array(0..<max(0, min(count, scalings.columnCount))))
        let means = solver == "svd" ? try object.numbers("xbar_") : nil
        return try object.making { () throws(ModelStructureError) in
            try CentredProjection(means: means, directions: directions)
        }
    }
}
