import Logging

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

    init(_ reader: SettingReader) throws {
        let level: Logger.Level = try reader.choice("LOG_LEVEL", of: Logger.Level.allCases)
        self.level = try reader.boolean("DEBUG") ? min(level, .debug) : level
        format = try reader.choice("LOG_FORMAT", of: Format.allCases)
    }
}
