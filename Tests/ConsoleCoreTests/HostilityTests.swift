import ModelSwitchAPI
import PrometheusText
import Testing

@testable import ConsoleCore

/// Whatever comes, the picture is whole and the program lives.
struct HostilityTests {
    private static let values: [Double] = [
        0, 1, -1, .nan, .infinity, -.infinity, 1e300, -1e300, 1e18, 5e9, .leastNonzeroMagnitude,
    ]
    private static let names = [
        "v1", "", "\u{1B}[31m", String(repeating: "模", count: 500), "a\u{301}", "\u{0}", "🙂🙂", "v 2",
    ]

    @Test func `any size can be drawn in any state`() {
        var live = ConsoleDriver.live()
        var question = live
        question.press(.down, .character("s"))
        var help = live
        help.press(.character("?"), .pageDown)
        var details = live
        details.press(.enter, .end)
        live.wait(1)
        live.failPoll(String(repeating: "a long story ", count: 100))
        for driver in [ConsoleDriver(), live, question, help, details] {
            for columns in [0, 1, 7, 23, 24, 40, 79, 100, 131] {
                for rows in [0, 4, 5, 6, 8, 13, 14, 20, 50] {
                    let size = Size(columns: columns, rows: rows)
                    check(Picture.render(driver.state, size: size), size: size)
                }
            }
        }
    }

    @Test func `any numbers and names can be shown`() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<60 {
            var driver = ConsoleDriver(size: Size(columns: Int.random(in: 24...130), rows: Int.random(in: 5...45)))
            for _ in 0..<6 {
                driver.wait(Self.values.randomElement(using: &random).map { min(abs($0), 100) } ?? 0)
                driver.send(.polled(Self.poll(using: &random)))
                driver.press(Self.key(using: &random), Self.key(using: &random), Self.key(using: &random))
                check(driver.frame, size: driver.state.size)
            }
        }
    }

    private func check(_ frame: Frame, size: Size) {
        #expect(frame.size == size)
        var texts: Set<String> = []
        for row in 0..<size.rows {
            #expect(frame.row(row).reduce(0) { $0 + $1.width } == size.columns)
            texts.formUnion(frame.row(row).map(\.text))
        }
        let unsafe = texts.filter { $0.unicodeScalars.contains { DisplayWidth.kind(of: $0) == .unsafe } }
        #expect(unsafe.isEmpty)
    }

    private static func poll(using random: inout SystemRandomNumberGenerator) -> Poll {
        let families = [
            "model_prediction_requests_total", "model_inference_latency_seconds", "process_start_time_seconds",
            "modelswitch_build_info",
        ].map { name in
            MetricFamily(
                name: name,
                help: "",
                kind: .untyped,
                samples: (0..<20).map { _ in sample(name, using: &random) }
            )
        }
        return Poll(
            active: ActiveVersion(
                activeVersion: names.randomElement(using: &random),
                availableVersions: [],
                generation: [.max, .min, 0, 3].randomElement(using: &random) ?? 0
            ),
            versions: (0..<Int.random(in: 0...30, using: &random)).map { _ in version(using: &random) },
            families: families,
            history: [
                HistoryEntry(
                    model: "m",
                    generation: 1,
                    from: names.randomElement(using: &random),
                    to: "v1",
                    at: values.randomElement(using: &random) ?? 0,
                    who: "\u{1B}c",
                    reason: "\n",
                    kind: "?",
                    digest: nil
                )
            ],
            elapsed: .nan
        )
    }

    private static func sample(_ name: String, using random: inout SystemRandomNumberGenerator) -> Sample {
        let bounds = ["0.1", "+Inf", "NaN", "-1", "1e-9", "1e300", "x", "0"]
        return Sample(
            name: name.hasSuffix("seconds") ? name + "_bucket" : name,
            labels: [
                Label("model", "m"), Label("model_version", names.randomElement(using: &random) ?? ""),
                Label("status", "success"), Label("le", bounds.randomElement(using: &random) ?? ""),
                Label("version", "\u{1B}[0m"),
            ],
            value: values.randomElement(using: &random) ?? 0
        )
    }

    private static func version(using random: inout SystemRandomNumberGenerator) -> VersionObject {
        var version = VersionObject(
            model: "m",
            version: names.randomElement(using: &random) ?? "",
            exists: .random(using: &random),
            loaded: .random(using: &random),
            state: VersionState.allCases.randomElement(using: &random) ?? .ready,
            active: .random(using: &random)
        )
        version.loadTime = values.randomElement(using: &random)
        version.fileSize = [.min, .max, 0].randomElement(using: &random)
        version.memoryBytes = [.min, .max, 0].randomElement(using: &random)
        version.modifiedTime = values.randomElement(using: &random)
        version.goldenRows = [.min, .max, 1].randomElement(using: &random)
        version.reason = names.randomElement(using: &random)
        version.metadata = ["\u{1B}": .array([.null, .number(.nan), .object(["": .boolean(true)])])]
        return version
    }

    private static func key(using random: inout SystemRandomNumberGenerator) -> Key {
        KeyTable.bindings.randomElement(using: &random)?.keys.randomElement(using: &random) ?? .other
    }
}
