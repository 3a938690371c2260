import Foundation
import Logging
import Testing

@testable import LogLines

@Suite struct LineBuilderTests {
    private static let hostile = [
        "\u{1B}[31mred", "two\nlines", "\r\n\r\n", "\u{0}", "\u{7F}", "\u{85}", "\u{9B}2J", "\u{2028}", "\u{2029}",
        "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}", "\u{2066}\u{2067}\u{2068}\u{2069}", "\u{200E}\u{200F}\u{61C}",
        "\u{FEFF}", "\u{E0041}", "\" , \"level\":\"critical", "a=b c", "\\", "\\u0041", "grüße 模型 🙂", "",
    ]

    private func line(_ style: LineStyle, _ body: (inout LineBuilder) -> Void) -> String {
        var line = LineBuilder(style, level: .info, message: "m", time: LineTime(microseconds: 1_700_000_000_123_456))
        body(&line)
        return String(decoding: line.finish(), as: UTF8.self)
    }

    private func object(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test(arguments: hostile) func `a JSON line is one line of JSON that reads back as what was given`(_ text: String)
        throws
    {
        let line = line(.json) {
            $0.add("a", text)
            $0.add(text.isEmpty ? "b" : text, 1)
        }
        #expect(line.unicodeScalars.count(where: \.steers) == 1 && line.hasSuffix("}\n"))
        #expect(try object(line)["a"] as? String == text)
        #expect(try object(line)["level"] as? String == "info")
    }

    @Test(arguments: hostile) func `a text line is one line, and a value cannot forge a fact`(_ text: String) throws {
        let line = line(.text(isColoured: false)) { $0.add("a", text) }
        #expect(line.unicodeScalars.count(where: \.steers) == 1 && line.hasSuffix("\n"))
        let value = line.dropLast().split(separator: " a=", maxSplits: 1).last.map(String.init) ?? ""
        if value.hasPrefix("\"") {
            #expect(try JSONDecoder().decode(String.self, from: Data(value.utf8)) == text)
        } else {
            #expect(value == text && !text.contains { $0 == " " || $0 == "=" })
        }
    }

    @Test func `numbers are numbers, and texts texts`() throws {
        let fields = try object(
            line(.json) {
                $0.add("int", -7)
                $0.add("double", 0.25)
                $0.add("nan", Double.nan)
                $0.add("ms", milliseconds: 12.0345)
                $0.add("flag", true)
                $0.add("meta", .stringConvertible(UInt64.max))
                $0.add("nested", ["a": [.stringConvertible(1), "\u{1B}"], "b": .string("x")])
            }
        )
        #expect(fields["int"] as? Int == -7)
        #expect(fields["double"] as? Double == 0.25)
        #expect(fields["nan"] as? String == "nan")
        #expect(fields["ms"] as? Double == 12.035 || fields["ms"] as? Double == 12.034)
        #expect(fields["flag"] as? Bool == true)
        #expect((fields["meta"] as? NSNumber)?.uint64Value == .max)
        #expect((fields["nested"] as? [String: Any])?["b"] as? String == "x")
    }

    @Test func `a text line is for people`() {
        let plain = line(.text(isColoured: false)) {
            $0.add("model", "default")
            $0.add("reason", "it is slow")
        }
        #expect(plain == "2023-11-14T22:13:20.123456Z INFO     m model=default reason=\"it is slow\"\n")
        #expect(line(.text(isColoured: true)) { _ in }.contains("\u{1B}[32mINFO\u{1B}[0m     m"))
    }

    @Test func `what nests without end is cut`() throws {
        var value: Logger.MetadataValue = "end"
        for _ in 0..<200 { value = ["x": value] }
        let line = line(.json) { $0.add("deep", value) }
        #expect(line.count < 200)
        _ = try object(line)
    }

    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (951_782_400_000_001, "2000-02-29T00:00:00.000001Z"),
            (1_709_251_199_999_999, "2024-02-29T23:59:59.999999Z"),
            (4_102_444_800_000_000, "2100-01-01T00:00:00.000000Z"),
            (Int64.max, "9999-12-31T23:59:59.999999Z"), (Int64.min, "1970-01-01T00:00:00.000000Z"),
        ] as [(Int64, String)]
    ) func `times are those of RFC 3339`(_ microseconds: Int64, _ text: String) {
        #expect(LineTime(microseconds: microseconds).text == text)
    }

    @Test func `times agree with Foundation's over four centuries`() {
        for day in stride(from: 0, to: 150_000, by: 37) {
            let seconds = Double(day) * 86_400 + 3_661
            let expected = Date(timeIntervalSince1970: seconds).formatted(.iso8601)
            #expect(LineTime(unix: seconds).text.prefix(19) == expected.prefix(19))
        }
        #expect(LineTime(unix: .nan).text == "1970-01-01T00:00:00.000000Z")
    }
}
