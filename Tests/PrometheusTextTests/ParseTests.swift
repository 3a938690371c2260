import PrometheusText
import Testing

struct ParseTests {
    @Test func `reads help, types, labels and escapes`() throws {
        let families = try PrometheusText.parse(
            #"""
            # a comment
            # HELP requests_total Two\nlines and a \\.
            # TYPE requests_total counter
            requests_total{path="a\\b\"c\nd",code="200",} 1027 1395066363000
            requests_total { code = "400" }	3

            no_type 4.5
            """#
        )
        #expect(
            families == [
                MetricFamily(
                    name: "requests_total",
                    help: "Two\nlines and a \\.",
                    kind: .counter,
                    samples: [
                        Sample(
                            name: "requests_total",
                            labels: [Label("path", "a\\b\"c\nd"), Label("code", "200")],
                            value: 1027
                        ),
                        Sample(name: "requests_total", labels: [Label("code", "400")], value: 3),
                    ]
                ),
                MetricFamily(name: "no_type", help: "", kind: .untyped, samples: [Sample(name: "no_type", value: 4.5)]),
            ]
        )
    }

    @Test func `a histogram's and a summary's lines belong to one family`() throws {
        let families = try PrometheusText.parse(
            """
            # TYPE latency histogram
            latency_bucket{le="0.1"} 3
            latency_bucket{le="+Inf"} 4
            latency_sum 0.5
            latency_count 4
            # TYPE size summary
            size{quantile="0.5"} 2
            size_sum 7
            size_count 3
            """
        )
        #expect(families.map(\.name) == ["latency", "size"])
        #expect(families.map(\.samples.count) == [4, 3])
    }

    @Test func `a gauge that is called like a part of another family stays its own`() throws {
        let families = try PrometheusText.parse("# TYPE a gauge\na 1\na_count 2\n")
        #expect(families.map(\.name) == ["a", "a_count"])
    }

    @Test func `reads OpenMetrics with exemplars and calls its counters as Prometheus does`() throws {
        let families = try PrometheusText.parse(
            """
            # TYPE foo counter
            # UNIT foo seconds
            foo_total 17.0 1520879607.789 # {trace_id="KOO5S4vxi0o"} 0.67
            foo_created 1520872607.123
            # EOF
            """
        )
        #expect(families.map(\.name) == ["foo_total"])
        #expect(families.first?.samples.map(\.value) == [17, 1_520_872_607.123])
    }

    @Test func `reads the numbers that are none`() throws {
        let samples = try PrometheusText.parse("a NaN\na +Inf\na -Inf\na 1e999\na -0\n").flatMap(\.samples)
        #expect(samples.first?.value.isNaN == true)
        #expect(samples.dropFirst().map(\.value) == [.infinity, -.infinity, .infinity, 0])
    }

    @Test(arguments: [
        ("a 1\nb\n", 2, "a number", "the end of the line"),
        ("{x=\"1\"} 3", 1, "a metric's name", "`{x=\"1\"} 3`"),
        ("a{x=1} 3", 1, "a quoted label value", "`1} 3`"),
        ("a{x=\"1} 3", 1, "the quote that closes a label value", "the end of the line"),
        ("a{x=\"\\t\"} 3", 1, "\\\\, \\\" or \\n after a backslash", "`t\"} 3`"),
        ("a{x=\"1\" y=\"2\"} 3", 1, "`,` or `}`", "`y=\"2\"} 3`"),
        ("a{x=\"1\",x=\"2\"} 3", 1, "label names that differ, 128 at most", "`x=\"2\"} 3`"),
        ("a 12 soon", 1, "a timestamp or the end of the line", "`soon`"),
        ("a 12 13 14", 1, "the end of the line", "`14`"),
        ("a one", 1, "a number", "`one`"),
        ("\u{1B}[2J 1", 1, "a metric's name", "`?[2J 1`"),
        ("# TYPE a thing", 1, "a type such as counter, gauge, histogram, summary or untyped", "`thing`"),
        ("# TYPE a gauge\n# TYPE a gauge", 2, "one TYPE for a family, before its samples", "`a gauge`"),
        ("a 1\n# TYPE a gauge", 2, "one TYPE for a family, before its samples", "`a gauge`"),
    ])
    func `says which line is wrong and how`(text: String, line: Int, expected: String, found: String) {
        #expect(throws: PrometheusTextError(line: line, expected: expected, found: found)) {
            try PrometheusText.parse(text)
        }
    }

    @Test func `an error reads as a sentence`() {
        let error = PrometheusTextError(line: 3, expected: "a number", found: "`x`")
        #expect("\(error)" == "line 3 of the metrics: expected a number, found `x`")
    }
}
