import Inference
import PickleReader

/// Reads other estimators that compare rows by a kernel.
enum KernelMethodReader {
    static func ridge(_ object: EstimatorObject) throws(ModelFileError) -> KernelRidge {
        let rows = try object.matrix("X_fit_")
        let kernel = try PairwiseKernelReader(object).kernel("kernel", featureCount: rows.columnCount)
        let shape = try object.require("dual_coef_", "an array of numbers", \.array).shape
        let coefficients =
            shape.count == 1
            ? Matrix(rowCount: shape[0], columnCount: 1, values: try object.doubles("dual_coef_"))
            : try object.matrix("dual_coef_")
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try KernelRidge(rows: rows, kernel: kernel, coefficients: coefficients, featureNames: names)
        }
    }

    static func nystroem(_ object: EstimatorObject) throws(ModelFileError) -> KernelMap {
        let components = try object.matrix("components_")
        let kernel = try PairwiseKernelReader(object).kernel("kernel", featureCount: components.columnCount)
        let normalization = try object.matrix("normalization_").transposed()
        return try object.making { () throws(ModelStructureError) in
            try KernelMap(components: components, kernel: kernel, normalization: normalization)
        }
    }

    static func radialSampler(_ object: EstimatorObject) throws(ModelFileError) -> RandomWaves {
        let directions = try object.matrix("random_weights_")
        let phases = try object.doubles("random_offset_")
        return try object.making { () throws(ModelStructureError) in
            try RandomWaves(directions: directions, phases: phases)
        }
    }
}
