import Foundation
import Logging

/// Writes a line an event to standard error, as text for people or as JSON for machines.
struct LineLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    private let isJSON: Bool

    init(logLevel: Logger.Level, isJSON: Bool) {
        self.logLevel = logLevel
        self.isJSON = isJSON
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts =
            metadata
            .merging(metadataProvider?.get() ?? [:]) { _, new in new }
            .merging(event.metadata ?? [:]) { _, new in new }
            .filter { $0.key != "hb.request.id" }
            .map { ($0.key, "\($0.value)") }
            .sorted { $0.0 < $1.0 }
        let time = Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        let line = isJSON ? json(event, time, facts) : text(event, time, facts)
        // A log that cannot be written must not end the server.
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }

    private func text(_ event: LogEvent, _ time: String, _ facts: [(String, String)]) -> String {
        let level = event.level.rawValue.uppercased().padding(toLength: 8, withPad: " ", startingAt: 0)
        let words = facts.map { "\($0.0)=\(Self.quoted($0.1))" }
        // What came from outside must not forge a line.
        return ([time, level, "\(event.message)"] + words).joined(separator: " ").printable
    }

    private func json(_ event: LogEvent, _ time: String, _ facts: [(String, String)]) -> String {
        let fields = Dictionary(facts, uniquingKeysWith: { first, _ in first })
            .merging(["time": time, "level": event.level.rawValue, "message": "\(event.message)"]) { _, own in own }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(fields)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    private static func quoted(_ value: String) -> String {
        value.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" })
            ? "\"\(value.replacingOccurrences(of: "\"", with: "\\\""))\"" : value
    }
}
