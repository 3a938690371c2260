/// Appends families to a growing buffer of UTF-8.
struct ExpositionWriter {
    private let format: PrometheusText.Format
    private var bytes: [UInt8] = []

    init(format: PrometheusText.Format) {
        self.format = format
        bytes.reserveCapacity(1 << 14)
    }

    mutating func write(_ family: MetricFamily) {
        let name = headerName(of: family)
        if !family.help.isEmpty {
            append("# HELP ", name, " ")
            appendEscaped(family.help, quotes: format == .openMetrics)
            append("\n")
        }
        append("# TYPE ", name, " ")
        append(word(for: family.kind), "\n")
        for sample in family.samples {
            write(sample)
        }
    }

    /// The text; nothing may be written afterwards.
    consuming func finish() -> [UInt8] {
        if format == .openMetrics {
            append("# EOF\n")
        }
        return bytes
    }

    private mutating func write(_ sample: Sample) {
        bytes.append(contentsOf: sample.name.utf8)
        if !sample.labels.isEmpty {
            var separator: UInt8 = .openBrace
            for label in sample.labels {
                bytes.append(separator)
                bytes.append(contentsOf: label.name.utf8)
                append("=\"")
                appendEscaped(label.value, quotes: true)
                bytes.append(.quote)
                separator = .comma
            }
            bytes.append(.closeBrace)
        }
        bytes.append(.space)
        bytes.append(contentsOf: PrometheusText.number(sample.value).utf8)
        bytes.append(.newline)
    }

    private func headerName(of family: MetricFamily) -> String {
        guard format == .openMetrics, family.kind == .counter, family.name.hasSuffix("_total") else {
            return family.name
        }
        return String(family.name.dropLast("_total".count))
    }

    private func word(for kind: MetricFamily.Kind) -> String {
        kind == .untyped && format == .openMetrics ? "unknown" : kind.rawValue
    }

    private mutating func append(_ pieces: String...) {
        for piece in pieces {
            bytes.append(contentsOf: piece.utf8)
        }
    }

    private mutating func appendEscaped(_ text: String, quotes: Bool) {
        for byte in text.utf8 {
            switch byte {
            case .backslash: append("\\\\")
            case .newline: append("\\n")
            case .quote where quotes: append("\\\"")
            default: bytes.append(byte)
            }
        }
    }
}
