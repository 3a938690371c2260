import Foundation
import Inference
import ModelFormats

/// Times models on one thread: `InferenceBenchmark ROWS.csv MODEL…`.
///
/// `inference.py` writes rows and models, and times scikit-learn on them.
@main
struct InferenceBenchmark {
    private let model: any PredictiveModel
    private let rows: [FeatureTable]
    private let thousand: FeatureTable

    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let rows = arguments.first, arguments.count > 1 else {
            print("usage: InferenceBenchmark ROWS.csv MODEL…")
            exit(2)
        }
        let features = try Self.matrix(String(contentsOfFile: rows, encoding: .utf8))
        for path in arguments.dropFirst() {
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: path)))
            let benchmark = try InferenceBenchmark(ModelFile.load(bytes).model, features)
            print("\(URL(filePath: path).lastPathComponent): \(try benchmark.line())")
        }
    }

    private init(_ model: any PredictiveModel, _ features: Matrix) {
        self.model = model
        rows = (0..<features.rowCount).map { FeatureTable(features.rows($0..<$0 + 1)) }
        thousand = FeatureTable(features.rows(0..<min(1000, features.rowCount)))
    }

    private func line() throws -> String {
        let one = try Self.microseconds(repetitions: 40) {
            for row in rows { _ = try model.predict(row, asking: []) }
        }
        let batch = try Self.microseconds(repetitions: 100) { _ = try model.predict(thousand, asking: []) }
        let perRow = String(format: "%.2f", one / Double(rows.count))
        return
            "\(perRow) µs for one row, each time another; \(String(format: "%.0f", batch)) µs for \(thousand.rowCount) rows"
    }

    private static func matrix(_ text: String) throws -> Matrix {
        let lines = text.split(separator: "\n").map { $0.split(separator: ",").compactMap { Double($0) } }
        let width = lines.first?.count ?? 0
        return Matrix(rowCount: lines.count, columnCount: width, values: lines.flatMap { $0.prefix(width) })
    }

    /// The median.
    private static func microseconds(repetitions: Int, _ body: () throws -> Void) rethrows -> Double {
        var times: [Double] = []
        let clock = ContinuousClock()
        for _ in 0..<repetitions {
            let time = try clock.measure(body).components
            times.append(Double(time.seconds) * 1e6 + Double(time.attoseconds) / 1e12)
        }
        return times.sorted()[times.count / 2]
    }
}
