package import Logging

/// Writes a line an event, as text for people or as JSON for machines.
package struct LineLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?
    private let style: LineStyle
    private let output: LineOutput

    /// How long a line that comes before the end may hold up what is ending.
    private static let lastWordsSeconds = 1.0

    package init(
        logLevel: Logger.Level,
        style: LineStyle,
        output: LineOutput,
        metadataProvider: Logger.MetadataProvider? = nil
    ) {
        self.logLevel = logLevel
        self.style = style
        self.output = output
        self.metadataProvider = metadataProvider
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        output.write(line(event, time: .now))
        if event.level == .critical { output.flush(within: Self.lastWordsSeconds) }
    }

    func line(_ event: LogEvent, time: LineTime) -> [UInt8] {
        var line = LineBuilder(style, level: event.level, message: "\(event.message)", time: time)
        for (name, value) in facts(event).sorted(by: { $0.key < $1.key }) {
            if Self.isSecret(name) { line.add(name, "(hidden)") } else { line.add(name, value) }
        }
        return line.finish()
    }

    private func facts(_ event: LogEvent) -> Logger.Metadata {
        var facts = metadata
        if let provided = metadataProvider?.get() { facts.merge(provided) { _, new in new } }
        if let own = event.metadata { facts.merge(own) { _, new in new } }
        if let error = event.error, facts["error"] == nil { facts["error"] = "\(error)" }
        for name in Self.unwanted { facts[name] = nil }
        return facts
    }

    /// The server's own names, and a library's id beside ours.
    private static let unwanted = ["hb.request.id", "time", "level", "message"]

    /// The names of facts whose values no line shows, whoever logs them: a last line of defence.
    private static let secretWords = ["authorization", "api_key", "apikey", "api-key", "password", "secret", "cookie"]

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return secretWords.contains { name.contains($0) }
    }
}
