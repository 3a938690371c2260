import PrometheusText
import Testing

struct RoundTripTests {
    private static let values: [Double] = [
        0, 1, -1, 0.1, 1e-300, 1.0 / 3, 9_007_199_254_740_994, .infinity, -.infinity, .pi, 2.2250738585072014e-308,
    ]
    private static let texts = ["", "v1", "a\\nb", "\\", "\"", "\n\n", "{}=,# ", "grüße 模型 🙂", "\u{1B}[31m", " x "]

    @Test(arguments: [PrometheusText.Format.prometheus, .openMetrics])
    func `what was rendered parses to the same families`(format: PrometheusText.Format) throws {
        var random = SplitMix(state: 7)
        for _ in 0..<200 {
            let families = (0..<Int.random(in: 0...5, using: &random)).map { Self.family($0, using: &random) }
            #expect(try PrometheusText.parse(PrometheusText.render(families, as: format)) == families)
        }
    }

    @Test func `cut or disturbed texts are refused or read, never worse`() throws {
        var random = SplitMix(state: 11)
        let families = (0..<5).map { Self.family($0, using: &random) }
        let bytes = PrometheusText.renderBytes(families)
        for length in stride(from: 0, to: bytes.count, by: 3) {
            _ = try? PrometheusText.parse(String(decoding: bytes.prefix(length), as: UTF8.self))
        }
        for _ in 0..<2000 {
            var disturbed = bytes
            let place = Int.random(in: 0..<bytes.count, using: &random)
            disturbed[place] = UInt8.random(in: 0...255, using: &random)
            _ = try? PrometheusText.parse(String(decoding: disturbed, as: UTF8.self))
        }
    }

    @Test func `a label that never ends and a million braces are refused`() {
        let quotes = "a{x=\"" + String(repeating: "y", count: 1_000_000)
        let braces = String(repeating: "{", count: 1_000_000)
        let labels = "a{" + (0..<50_000).map { "l\($0)=\"\"" }.joined(separator: ",") + "} 1"
        for text in [quotes, braces, labels] {
            #expect(throws: PrometheusTextError.self) { try PrometheusText.parse(text) }
        }
    }

    private static func family(_ number: Int, using random: inout SplitMix) -> MetricFamily {
        let kinds: [MetricFamily.Kind] = [.counter, .gauge, .histogram, .summary, .untyped]
        let kind = kinds[number % kinds.count]
        let name = kind == .counter ? "family\(number)_total" : "family\(number)"
        let suffixes = kind == .histogram ? ["_bucket", "_sum", "_count"] : [""]
        let samples = (0..<Int.random(in: 1...6, using: &random)).map { _ in
            Sample(
                name: name + (suffixes.randomElement(using: &random) ?? ""),
                labels: (0..<Int.random(in: 0...3, using: &random)).map {
                    Label("label_\($0)", texts.randomElement(using: &random) ?? "")
                },
                value: values.randomElement(using: &random) ?? 0
            )
        }
        return MetricFamily(name: name, help: texts.randomElement(using: &random) ?? "", kind: kind, samples: samples)
    }
}

/// A generator of its own, so that a failure can be seen again.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
