import Logging
import ServingHTTP

extension Setting {
    /// What is logged, and how.
    static let logs: [Setting] = [
        Setting(name: "DEBUG", help: "Whether to log every request: true or false.", defaultValue: "false"),
        Setting(
            name: "LOG_LEVEL",
            help: "trace, debug, info, notice, warning, error or critical.",
            defaultValue: "info"
        ),
        Setting(name: "LOG_FORMAT", help: "text or json.", defaultValue: "text"),
        Setting(name: "ACCESS_LOG", help: "Whether each request gets a line: true or false.", defaultValue: "true"),
        Setting(
            name: "ACCESS_LOG_SAMPLE",
            help: "Part of the good answers that gets a line, 0 to 1; refusals, failures and slow ones always do.",
            defaultValue: "1"
        ),
        Setting(
            name: "ACCESS_LOG_SLOW",
            help: "Seconds from which on an answer is slow, 0 to 3600.",
            defaultValue: "1"
        ),
        Setting(
            name: "REQUEST_LOG_FILE",
            help: "File for predictions with their bodies, a JSON object a line; none is kept when absent.",
            defaultValue: nil
        ),
        Setting(
            name: "REQUEST_LOG_SAMPLE",
            help: "Part of the predictions that goes into that file, 0 to 1.",
            defaultValue: "1"
        ),
        Setting(
            name: "REQUEST_LOG_BODY_BYTES",
            help: "Bytes of a body beyond which only its beginning is kept, at least 1.",
            defaultValue: "4096"
        ),
        Setting(
            name: "REQUEST_LOG_REDACT",
            help: "Features whose values are left out there, by name or index, separated by commas; * for all.",
            defaultValue: nil
        ),
        Setting(
            name: "REQUEST_LOG_BYTES",
            help: "Bytes that the file and the older one beside it may have together, at least 1.",
            defaultValue: "104857600"
        ),
        Setting(
            name: "EVENT_LISTENERS",
            help: "How many may listen to /admin/events at once, at least 1.",
            defaultValue: "64"
        ),
    ]
}

/// What is logged, and how; checked.
struct LogSettings {
    enum Format: String, CaseIterable {
        case text
        case json
    }

    let level: Logger.Level
    let format: Format
    let access: AccessLogSettings?
    let requests: RequestLog.Configuration?
    let maximumListeners: Int

    init(_ reader: SettingReader) throws {
        let level: Logger.Level = try reader.choice("LOG_LEVEL", of: Logger.Level.allCases)
        self.level = try reader.boolean("DEBUG") ? min(level, .debug) : level
        format = try reader.choice("LOG_FORMAT", of: Format.allCases)
        let access = try AccessLogSettings(reader)
        self.access = try reader.boolean("ACCESS_LOG") ? access : nil
        requests = try Self.requestLog(reader)
        maximumListeners = try reader.positive("EVENT_LISTENERS")
    }

    private static func requestLog(_ reader: SettingReader) throws -> RequestLog.Configuration? {
        let sample = try reader.number("REQUEST_LOG_SAMPLE", in: 0...1)
        let bodyBytes = try reader.positive("REQUEST_LOG_BODY_BYTES")
        let totalBytes = try reader.positive("REQUEST_LOG_BYTES")
        guard let path = try reader.optionalText("REQUEST_LOG_FILE") else { return nil }
        return RequestLog.Configuration(
            path: path,
            totalBytes: totalBytes,
            sample: sample,
            bodyBytes: bodyBytes,
            redaction: FeatureRedaction(reader.list("REQUEST_LOG_REDACT"))
        )
    }
}

/// Which requests get a line, checked.
struct AccessLogSettings {
    /// The part of the good answers.
    let sample: Double
    let slowSeconds: Double

    init(_ reader: SettingReader) throws {
        sample = try reader.number("ACCESS_LOG_SAMPLE", in: 0...1)
        slowSeconds = try reader.number("ACCESS_LOG_SLOW", in: 0...3600)
    }
}
