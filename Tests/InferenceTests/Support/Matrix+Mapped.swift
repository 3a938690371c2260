import Inference

extension Matrix {
    func mapped(_ function: (Double) -> Double) -> Matrix {
        Matrix(rowCount: rowCount, columnCount: columnCount, values: values.map(function))
    }
}
