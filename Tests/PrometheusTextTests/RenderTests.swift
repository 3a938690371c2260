import PrometheusText
import Testing

struct RenderTests {
    private let requests = MetricFamily(
        name: "requests_total",
        help: "Requests, with a \\ and a \"quote\"\nand a second line.",
        kind: .counter,
        samples: [
            Sample(name: "requests_total", labels: [Label("path", "a\\b\"c\nd"), Label("code", "200")], value: 1027),
            Sample(name: "requests_total", value: 0.25),
        ]
    )

    @Test func `escapes help and label values for Prometheus`() {
        #expect(
            PrometheusText.render([requests]) == #"""
                # HELP requests_total Requests, with a \\ and a "quote"\nand a second line.
                # TYPE requests_total counter
                requests_total{path="a\\b\"c\nd",code="200"} 1027
                requests_total 0.25

                """#
        )
    }

    @Test func `a counter's family drops _total in OpenMetrics and the text ends with EOF`() {
        #expect(
            PrometheusText.render([requests], as: .openMetrics) == #"""
                # HELP requests Requests, with a \\ and a \"quote\"\nand a second line.
                # TYPE requests counter
                requests_total{path="a\\b\"c\nd",code="200"} 1027
                requests_total 0.25
                # EOF

                """#
        )
    }

    @Test func `untyped is called unknown in OpenMetrics`() {
        let family = MetricFamily(name: "x", help: "", kind: .untyped, samples: [Sample(name: "x", value: 1)])
        #expect(PrometheusText.render([family]) == "# TYPE x untyped\nx 1\n")
        #expect(PrometheusText.render([family], as: .openMetrics) == "# TYPE x unknown\nx 1\n# EOF\n")
    }

    @Test(arguments: [
        (0.0, "0"), (-0.5, "-0.5"), (3, "3"), (1e15, "1000000000000000"), (1e16, "1e+16"),
        (123_456_789_012_345, "123456789012345"),
        (Double.infinity, "+Inf"), (-Double.infinity, "-Inf"), (Double.nan, "NaN"), (2.5e-7, "2.5e-07"),
        (Double.greatestFiniteMagnitude, "1.7976931348623157e+308"),
    ])
    func `writes numbers as Prometheus' clients do`(value: Double, text: String) {
        #expect(PrometheusText.number(value) == text)
    }

    @Test func `bytes and text are the same`() {
        #expect(PrometheusText.renderBytes([requests]) == Array(PrometheusText.render([requests]).utf8))
    }

    @Test func `no families give an empty text, which OpenMetrics still ends`() {
        #expect(PrometheusText.render([]) == "")
        #expect(PrometheusText.render([], as: .openMetrics) == "# EOF\n")
    }
}
