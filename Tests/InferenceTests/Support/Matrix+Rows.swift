import Inference

extension Matrix {
    init(_ rows: [[Double]]) {
        self.init(rowCount: rows.count, columnCount: rows.first?.count ?? 0, values: rows.flatMap { $0 })
    }
}
