import Inference
import PickleReader

extension EstimatorObject {
    /// Weights as rows of outputs: an array of one or two dimensions, or a sparse one as `sparsify()` leaves it.
    ///
    /// - Returns: shape `[outputCount, featureCount]`.
    func coefficients(_ key: String = "coef_") throws(ModelFileError) -> Matrix {
        if isSparse(key) { return try denseMatrix(ofSparse: key) }
        let shape = try require(key, "an array of numbers", \.array).shape
        guard (1...2).contains(shape.count) else {
            throw ModelFileError(
                .malformed,
                "The \(key) of the \(name) has shape \(shape); expected one or two dimensions"
            )
        }
        let values = try doubles(key)
        return Matrix(rowCount: shape.count == 1 ? 1 : shape[0], columnCount: shape[shape.count - 1], values: values)
    }

    /// One number for each output: an array, or a single number that stands for all.
    ///
    /// - Returns: shape `[count]`, or as many as the file has.
    func intercepts(_ key: String = "intercept_", count: Int) throws(ModelFileError) -> [Double] {
        let values = try numbers(key)
        return values.count == 1 ? [Double](repeating: values[0], count: count) : values
    }
}
