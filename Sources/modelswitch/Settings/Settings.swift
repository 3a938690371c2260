import Foundation
import ModelFormats
import ModelRegistry

/// The server's settings, checked.
struct Settings {
    let host: String
    let port: Int
    let modelsDirectory: String
    let defaultVersion: String
    let stateDirectory: String
    let adminHost: String
    /// nil for an admin API on the public listener.
    let adminPort: Int?
    let adminHosts: [String]
    let origins: [String]
    let maximumBodyBytes: Int
    let isMetricsEnabled: Bool
    let access: AccessSettings
    let limits: LimitSettings
    let connections: ConnectionSettings
    let batching: BatchingSettings
    let logs: LogSettings
    let modelFiles: ModelFileLimits

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
        adminHosts = reader.list("ADMIN_ALLOWED_HOSTS")
        origins = try reader.origins("CORS_ORIGINS")
        maximumBodyBytes = try reader.positive("MAX_BODY_BYTES")
        isMetricsEnabled = try reader.boolean("METRICS_ENABLED")
        access = try AccessSettings(reader)
        limits = try LimitSettings(reader)
        connections = try ConnectionSettings(reader)
        batching = try BatchingSettings(reader)
        logs = try LogSettings(reader)
        modelFiles = try ModelFileLimits(reader)
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
