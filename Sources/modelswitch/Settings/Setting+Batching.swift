import ModelRegistry
import Serving

extension Setting {
    /// How requests of several clients are answered together.
    static let batching: [Setting] = [
        Setting(
            name: "BATCHING_ENABLED",
            help: "Whether versions whose version.json asks for it evaluate requests together: true or false.",
            defaultValue: "true"
        ),
        Setting(
            name: "BATCHING_MAX_SIZE",
            help: "Rows that are evaluated together where version.json does not say, 2 to 1024.",
            defaultValue: "64"
        ),
        Setting(
            name: "BATCHING_MAX_DELAY",
            help: "Seconds that a request waits for others where version.json does not say, 0.0001 to 1.",
            defaultValue: "0.002"
        ),
    ]
}

/// How requests of several clients are answered together, checked.
struct BatchingSettings {
    let policy: BatchingPolicy

    init(_ reader: SettingReader) throws {
        let size = try reader.positive("BATCHING_MAX_SIZE")
        guard SidecarBatching.rowCounts.contains(size) else {
            throw SettingError(name: "BATCHING_MAX_SIZE", value: "\(size)", expected: "an integer from 2 to 1024")
        }
        let text = try reader.text("BATCHING_MAX_DELAY")
        guard let delay = Double(text), SidecarBatching.delaysInMilliseconds.contains(delay * 1000) else {
            throw SettingError(name: "BATCHING_MAX_DELAY", value: text, expected: "seconds from 0.0001 to 1")
        }
        policy = BatchingPolicy(
            isEnabled: try reader.boolean("BATCHING_ENABLED"),
            defaults: BatchLimits(rowCount: size, delaySeconds: delay)
        )
    }
}
