import Foundation
import Logging
import ModelRegistry

/// The server's settings, checked.
struct Settings {
    enum LogFormat: String, CaseIterable {
        case text
        case json
    }

    let host: String
    let port: Int
    let modelsDirectory: String
    let defaultVersion: String
    let stateDirectory: String
    let adminHost: String
    /// nil for an admin API on the public listener.
    let adminPort: Int?
    let adminKey: String?
    let adminHosts: [String]
    let origins: [String]
    let maximumBodyBytes: Int
    let isMetricsEnabled: Bool
    let logLevel: Logger.Level
    let logFormat: LogFormat

    /// - Throws: ``SettingError`` for the first setting that cannot be used.
    init(_ sources: SettingSources) throws {
        let reader = SettingReader(sources)
        host = try reader.text("HOST")
        port = try reader.port("PORT") ?? 0
        modelsDirectory = try reader.text("MODELS_DIR")
        defaultVersion = try reader.versionName("DEFAULT_VERSION")
        stateDirectory = try reader.text("STATE_DIR")
        adminHost = try reader.text("ADMIN_HOST")
        adminPort = try reader.port("ADMIN_PORT")
        adminKey = try reader.adminKey()
        adminHosts = reader.list("ADMIN_ALLOWED_HOSTS")
        origins = reader.list("CORS_ORIGINS")
        maximumBodyBytes = try reader.positive("MAX_BODY_BYTES")
        isMetricsEnabled = try reader.boolean("METRICS_ENABLED")
        let level: Logger.Level = try reader.choice("LOG_LEVEL", of: Logger.Level.allCases)
        logLevel = try reader.boolean("DEBUG") ? min(level, .debug) : level
        logFormat = try reader.choice("LOG_FORMAT", of: LogFormat.allCases)
        try checkDirectory()
    }

    private func checkDirectory() throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: modelsDirectory, isDirectory: &isDirectory), isDirectory.boolValue
        else {
            throw SettingError(name: "MODELS_DIR", value: modelsDirectory, expected: "a folder of versions")
        }
    }
}

/// Reads settings one by one with the checks of their kinds.
private struct SettingReader {
    private let sources: SettingSources

    init(_ sources: SettingSources) {
        self.sources = sources
    }

    private func value(_ name: String) -> String? {
        Setting.all.first { $0.name == name }.flatMap { sources.find($0).value }
    }

    func text(_ name: String) throws -> String {
        guard let value = value(name), !value.isEmpty else {
            throw SettingError(name: name, value: nil, expected: "a value that is not empty")
        }
        return value
    }

    func versionName(_ name: String) throws -> String {
        let text = try text(name)
        guard VersionKey.isValid(name: text) else {
            throw SettingError(name: name, value: text, expected: "a version's name: letters, digits, '.', '_' and '-'")
        }
        return text
    }

    func port(_ name: String) throws -> Int? {
        guard let text = value(name), !text.isEmpty else { return nil }
        guard let port = Int(text), (0...65535).contains(port) else {
            throw SettingError(name: name, value: text, expected: "a port from 0 to 65535")
        }
        return port
    }

    func positive(_ name: String) throws -> Int {
        let text = try text(name)
        guard let number = Int(text), number >= 1 else {
            throw SettingError(name: name, value: text, expected: "an integer of at least 1")
        }
        return number
    }

    func boolean(_ name: String) throws -> Bool {
        let text = try text(name)
        switch text.lowercased() {
        case "true", "1", "yes", "on": return true
        case "false", "0", "no", "off": return false
        default: throw SettingError(name: name, value: text, expected: "true or false")
        }
    }

    func choice<Choice: RawRepresentable>(_ name: String, of choices: [Choice]) throws -> Choice
    where Choice.RawValue == String {
        let text = try text(name)
        guard let choice = choices.first(where: { $0.rawValue == text.lowercased() }) else {
            throw SettingError(
                name: name,
                value: text,
                expected: "one of \(choices.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return choice
    }

    func list(_ name: String) -> [String] {
        (value(name) ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    func adminKey() throws -> String? {
        let path = value("ADMIN_API_KEY_FILE")
        if let key = value("ADMIN_API_KEY") {
            guard path == nil else {
                throw SettingError(name: "ADMIN_API_KEY", value: nil, expected: "it or ADMIN_API_KEY_FILE, not both")
            }
            guard key.contains(where: { !$0.isWhitespace }) else {
                throw SettingError(name: "ADMIN_API_KEY", value: nil, expected: "a key that is not empty")
            }
            return key
        }
        guard let path else { return nil }
        let key = (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let key, !key.isEmpty else {
            throw SettingError(name: "ADMIN_API_KEY_FILE", value: path, expected: "a readable file that holds a key")
        }
        return key
    }
}
