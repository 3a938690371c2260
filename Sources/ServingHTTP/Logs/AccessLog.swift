import HTTPTypes
package import LogLines
package import Logging

/// A line for each request that was answered.
package struct AccessLog: Sendable {
    /// Writes a line, its end included; must not wait.
    package typealias Write = @Sendable ([UInt8]) -> Void

    private let style: LineStyle
    private let level: Logger.Level
    private let sample: Double
    private let slowSeconds: Double
    private let write: Write

    /// What a line tells.
    struct Entry {
        let method: String
        /// The route's template; never the path, which may hold anything.
        let route: String
        let status: Int
        let seconds: Double
        let bytesIn: Int
        /// Nil for an answer that goes on without end.
        let bytesOut: Int?
        let address: String
        let userAgent: String?
        let record: RequestRecord
        let facts: RequestRecord.Facts
    }

    /// The routes that machines ask every few seconds: told at level debug alone.
    private static let polls: Set<String> = [
        "/healthz", "/livez", "/readyz", "/metrics", "/v2/health/live", "/v2/health/ready",
    ]
    private static let longestUserAgent = 200
    private static let longestMethod = 20

    /// - Parameters:
    ///   - level: the level from which on anything is logged.
    ///   - sample: the part of the good answers that is told, 0 to 1; a trace is told by all servers or by none.
    ///   - slowSeconds: an answer that takes so long is always told, as is every refusal and failure.
    package init(
        style: LineStyle,
        level: Logger.Level,
        sample: Double = 1,
        slowSeconds: Double = 1,
        write: @escaping Write
    ) {
        self.style = style
        self.level = level
        self.sample = sample
        self.slowSeconds = slowSeconds
        self.write = write
    }

    func record(_ entry: Entry) {
        let entryLevel = level(of: entry)
        guard entryLevel >= level, isTold(entry) else { return }
        write(line(entry, entryLevel, .now))
    }

    func level(of entry: Entry) -> Logger.Level {
        if Self.polls.contains(entry.route), entry.status < 500 { return .debug }
        return entry.status >= 500 ? .warning : .info
    }

    func isTold(_ entry: Entry) -> Bool {
        sample >= 1 || entry.status >= 400 || entry.seconds >= slowSeconds || entry.record.trace.fraction < sample
    }

    func line(_ entry: Entry, _ level: Logger.Level, _ time: LineTime) -> [UInt8] {
        var line = LineBuilder(style, level: level, message: "request", time: time)
        line.add(plain: "method", entry.method.utf8.count > Self.longestMethod ? "other" : entry.method)
        line.add(plain: "route", entry.route)
        line.add(plain: "status", entry.status)
        line.add("duration_ms", milliseconds: entry.seconds * 1e3)
        line.add(plain: "bytes_in", entry.bytesIn)
        if let bytes = entry.bytesOut { line.add(plain: "bytes_out", bytes) }
        if let model = entry.facts.model { line.add(plain: "model", model.cut(to: 64)) }
        if let version = entry.facts.version { line.add(plain: "version", version.cut(to: 64)) }
        if let caller = entry.facts.caller { line.add(plain: "caller", caller.cut(to: 128)) }
        line.add(plain: "address", entry.address)
        if let agent = entry.userAgent { line.add(plain: "user_agent", agent.cut(to: Self.longestUserAgent)) }
        line.add(plain: "request_id", entry.record.id)
        let trace = entry.record.trace
        line.add(plain: "trace_id", hexadecimal: trace.traceHigh, trace.traceLow)
        line.add(plain: "span_id", hexadecimal: trace.span)
        line.add("sampled", trace.isSampled)
        return line.finish()
    }
}

extension String {
    /// At most so many bytes of the text, ending with a whole character.
    func cut(to bytes: Int) -> String {
        guard utf8.count > bytes else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: bytes)
        while end > startIndex, end.samePosition(in: unicodeScalars) == nil { end = utf8.index(before: end) }
        return self[..<end] + "…"
    }
}
