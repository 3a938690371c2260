/// Collects the families of an exposition, a line at a time.
struct ExpositionParser {
    /// A sample with more labels than this is refused: no server means it, and checking names is quadratic.
    private static let labelLimit = 128

    private let bytes: [UInt8]
    private var found: [MetricFamily] = []
    private var places: [String: Int] = [:]
    private var typed: Set<String> = []

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func families() throws(PrometheusTextError) -> [MetricFamily] {
        var number = 0
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: .newline) ?? bytes.count
            number += 1
            try readLine(bytes[start..<end], number: number)
            start = end + 1
        }
        return found.map(withCounterName)
    }

    private mutating func readLine(_ line: ArraySlice<UInt8>, number: Int) throws(PrometheusTextError) {
        let line = line.last == .carriageReturn ? line.dropLast() : line
        var cursor = LineCursor(line, number: number)
        cursor.skipBlanks()
        guard !cursor.isAtEnd else { return }
        if cursor.skip(.hash) {
            try readComment(&cursor)
        } else {
            try readSample(&cursor)
        }
    }

    private mutating func readComment(_ cursor: inout LineCursor) throws(PrometheusTextError) {
        cursor.skipBlanks()
        switch cursor.takeWord() {
        case "HELP": try readHelp(&cursor)
        case "TYPE": try readType(&cursor)
        default: return
        }
    }

    private mutating func readHelp(_ cursor: inout LineCursor) throws(PrometheusTextError) {
        cursor.skipBlanks()
        let place = place(ofFamily: try cursor.takeMetricName())
        _ = cursor.skip(.space)
        found[place].help = cursor.takeHelp()
    }

    private mutating func readType(_ cursor: inout LineCursor) throws(PrometheusTextError) {
        cursor.skipBlanks()
        let start = cursor
        let name = try cursor.takeMetricName()
        cursor.skipBlanks()
        let kindStart = cursor
        guard let kind = Self.kinds[cursor.takeWord()] else {
            throw kindStart.error(expected: "a type such as counter, gauge, histogram, summary or untyped")
        }
        let place = place(ofFamily: name)
        guard found[place].samples.isEmpty, typed.insert(name).inserted else {
            throw start.error(expected: "one TYPE for a family, before its samples")
        }
        found[place].kind = kind
    }

    private mutating func readSample(_ cursor: inout LineCursor) throws(PrometheusTextError) {
        let name = try cursor.takeMetricName()
        cursor.skipBlanks()
        let labels = cursor.skip(.openBrace) ? try readLabels(&cursor) : []
        cursor.skipBlanks()
        let value = try cursor.takeNumber(expected: "a number")
        cursor.skipBlanks()
        // What follows a `#` is an exemplar.
        if !cursor.isAtEnd, cursor.next != .hash {
            _ = try cursor.takeNumber(expected: "a timestamp or the end of the line")
            cursor.skipBlanks()
        }
        guard cursor.isAtEnd || cursor.next == .hash else { throw cursor.error(expected: "the end of the line") }
        found[place(ofSample: name)].samples.append(Sample(name: name, labels: labels, value: value))
    }

    private func readLabels(_ cursor: inout LineCursor) throws(PrometheusTextError) -> [Label] {
        var labels: [Label] = []
        cursor.skipBlanks()
        while !cursor.skip(.closeBrace) {
            let start = cursor
            let name = try cursor.takeLabelName()
            guard labels.count < Self.labelLimit, !labels.contains(where: { $0.name == name }) else {
                throw start.error(expected: "label names that differ, \(Self.labelLimit) at most")
            }
            cursor.skipBlanks()
            try cursor.take(.equals, as: "=")
            cursor.skipBlanks()
            labels.append(Label(name, try cursor.takeQuoted()))
            cursor.skipBlanks()
            guard cursor.skip(.comma) || cursor.next == .closeBrace else { throw cursor.error(expected: "`,` or `}`") }
            cursor.skipBlanks()
        }
        return labels
    }

    private mutating func place(ofFamily name: String) -> Int {
        if let place = places[name] { return place }
        places[name] = found.count
        found.append(MetricFamily(name: name, help: "", kind: .untyped, samples: []))
        return found.count - 1
    }

    private mutating func place(ofSample name: String) -> Int {
        if let place = places[name] { return place }
        for (suffix, kinds) in Self.suffixes where name.hasSuffix(suffix) {
            if let place = places[String(name.dropLast(suffix.count))], kinds.contains(found[place].kind) {
                return place
            }
        }
        return place(ofFamily: name)
    }

    /// A counter of OpenMetrics under the name that the older format gives it, so that readers meet one name.
    private func withCounterName(_ family: MetricFamily) -> MetricFamily {
        let longName = family.name + "_total"
        guard family.kind == .counter, family.samples.contains(where: { $0.name == longName }) else { return family }
        var family = family
        family.name = longName
        return family
    }

    private static let kinds: [String: MetricFamily.Kind] = [
        "counter": .counter, "gauge": .gauge, "histogram": .histogram, "summary": .summary, "untyped": .untyped,
        "unknown": .untyped, "info": .untyped, "stateset": .untyped, "gaugehistogram": .untyped,
    ]

    private static let suffixes: [(String, Set<MetricFamily.Kind>)] = [
        ("_bucket", [.histogram]), ("_sum", [.histogram, .summary]), ("_count", [.histogram, .summary]),
        ("_total", [.counter]), ("_created", [.counter, .histogram, .summary]),
    ]
}
