/// The text that Prometheus scrapes: ``render(_:as:)`` writes it, ``parse(_:)`` reads it back.
package enum PrometheusText {
    /// The two formats that scrapers ask for.
    package enum Format: Sendable {
        /// Prometheus text 0.0.4.
        case prometheus
        /// OpenMetrics 1.0: a counter's family drops `_total`, and the text ends with `# EOF`.
        case openMetrics
    }

    /// The exposition of some families, in the order in which they are given.
    package static func render(_ families: [MetricFamily], as format: Format = .prometheus) -> String {
        String(decoding: renderBytes(families, as: format), as: UTF8.self)
    }

    /// The exposition as UTF-8, for a caller that sends bytes anyway.
    ///
    /// - Complexity: O(length of the text); no string is built for a whole line.
    package static func renderBytes(_ families: [MetricFamily], as format: Format = .prometheus) -> [UInt8] {
        var writer = ExpositionWriter(format: format)
        for family in families {
            writer.write(family)
        }
        return writer.finish()
    }

    /// The families of an exposition, in the order of their first line.
    ///
    /// Reads both formats. Timestamps and exemplars are dropped; the types that only OpenMetrics has become
    /// ``MetricFamily/Kind/untyped``.
    ///
    /// - Throws: ``PrometheusTextError`` for the first line that is not in the format.
    package static func parse(_ text: String) throws(PrometheusTextError) -> [MetricFamily] {
        var parser = ExpositionParser(bytes: Array(text.utf8))
        return try parser.families()
    }

    /// A value as it stands in the text, such as `3`, `0.25` or `+Inf`; also for `le` and `quantile` labels.
    package static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        if let whole = Int64(exactly: value), whole.magnitude <= 1 << 53 {
            return String(whole)
        }
        return value.description
    }
}
