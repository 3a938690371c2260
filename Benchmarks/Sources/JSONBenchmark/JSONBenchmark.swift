import Foundation
import Inference
import Serving

/// Times the reading of prediction requests on one thread, against Foundation's decoder.
@main
struct JSONBenchmark {
    private static let rowCount = 1000
    private static let columnCount = 30

    static func main() throws {
        print("| body | KB | read to a matrix, MB/s | JSONDecoder, MB/s |")
        print("|---|---:|---:|---:|")
        for body in bodies() {
            let own = try median(200) { try PredictionBody(json: body.json).rows.values.rowCount }
            let data = Data(body.json)
            let foundation = try median(20) { try body.decode(data) }
            let size = Double(body.json.count)
            let figures = [own, foundation].map { String(format: "%.0f", size / $0 / 1e6) }.joined(separator: " | ")
            print("| \(body.name) | \(String(format: "%.0f", size / 1e3)) | \(figures) |")
        }
    }

    // MARK: - Bodies

    private struct Body {
        let name: String
        let json: [UInt8]
        let decode: (Data) throws -> Int
    }

    private struct Lists: Decodable {
        let instances: [[Double]]
    }

    private struct Objects: Decodable {
        let instances: [[String: Double]]
    }

    private static func bodies() -> [Body] {
        var generator = SystemRandomNumberGenerator()
        func body(_ name: String, _ number: () -> String) -> Body {
            lists(name, (0..<rowCount).map { _ in (0..<columnCount).map { _ in number() } })
        }
        func random(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &generator) }
        let shortest = { "\(random(0...1000))" }
        return [
            body("16 decimals") { String(format: "%.16f", random(0...1000)) },
            body("shortest that reads back", shortest),
            body("6 decimals") { String(format: "%.6f", random(0...1000)) },
            body("integers") { "\(Int.random(in: 0...100_000, using: &generator))" },
            objects("objects by name, 6 decimals") { String(format: "%.6f", random(0...1000)) },
        ]
    }

    private static func lists(_ name: String, _ rows: [[String]]) -> Body {
        let text = rows.map { "[\($0.joined(separator: ", "))]" }.joined(separator: ", ")
        return Body(name: name, json: Array("{\"instances\": [\(text)]}".utf8)) {
            try JSONDecoder().decode(Lists.self, from: $0).instances.count
        }
    }

    private static func objects(_ name: String, _ number: () -> String) -> Body {
        let text = (0..<rowCount).map { _ in
            "{" + (0..<columnCount).map { "\"feature \($0)\": \(number())" }.joined(separator: ", ") + "}"
        }.joined(separator: ", ")
        return Body(name: name, json: Array("{\"instances\": [\(text)]}".utf8)) {
            try JSONDecoder().decode(Objects.self, from: $0).instances.count
        }
    }

    // MARK: - Times

    /// The median seconds of `body`, which gives the number of rows.
    private static func median(_ repetitions: Int, _ body: () throws -> Int) throws -> Double {
        var times: [Double] = []
        for _ in 0..<repetitions {
            let start = ContinuousClock.now
            guard try body() == rowCount else { throw CocoaError(.coderReadCorrupt) }
            let time = (ContinuousClock.now - start).components
            times.append(Double(time.seconds) + Double(time.attoseconds) / 1e18)
        }
        return times.sorted()[repetitions / 2]
    }
}
