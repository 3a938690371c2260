import Inference

/// The first predictions of a version, which no client should have to wait for.
struct WarmUp {
    let model: any PredictiveModel
    let sidecar: Sidecar

    private static let rounds = 200
    private static let limit = Duration.milliseconds(20)

    /// Predicts the golden rows, or a row of zeros and empty texts, until the time is up.
    ///
    /// - Returns: the median seconds of one row.
    func run() -> Double {
        let rows = self.rows
        var times: [Duration] = []
        let end = ContinuousClock.now + Self.limit
        while times.count < Self.rounds, times.isEmpty || ContinuousClock.now < end {
            let start = ContinuousClock.now
            _ = try? model.predict(rows[times.count % rows.count], asking: [])
            times.append(ContinuousClock.now - start)
        }
        return times.sorted()[times.count / 2].seconds
    }

    private var rows: [FeatureTable] {
        let width = model.signature.featureCount
        let golden = sidecar.goldenRows.map(\.features).filter { $0.columnCount == width }
        return golden.isEmpty ? [blank(width)] : golden
    }

    private func blank(_ width: Int) -> FeatureTable {
        var row = Matrix(repeating: 0, rowCount: 1, columnCount: width)
        var texts: [Int: [String?]] = [:]
        for column in model.signature.textFeatures where column < width {
            row[0, column] = .nan
            texts[column] = [""]
        }
        return FeatureTable(row, texts: texts)
    }
}
