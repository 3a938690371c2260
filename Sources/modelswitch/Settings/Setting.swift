import ArgumentParser

/// A setting of the server: its name, what it is for, and its default.
///
/// A flag, an environment variable and a line of the configuration file are the same setting: `--models-dir`,
/// `MODELS_DIR` and `models_dir`.
struct Setting: Sendable {
    /// Such as `MODELS_DIR`.
    let name: String
    /// What it is for, with its unit and range.
    let help: String
    /// nil for none.
    let defaultValue: String?
    /// Whether the value is hidden where settings are shown.
    var isSecret = false

    /// The name in a configuration file.
    var fileKey: String { name.lowercased() }

    /// What `--help` says of a setting's flag.
    static func flagHelp(_ name: String) -> ArgumentHelp {
        guard let setting = all.first(where: { $0.name == name }) else { return ArgumentHelp(stringLiteral: name) }
        let origin = [name, setting.defaultValue].compactMap(\.self).joined(separator: ", ")
        return ArgumentHelp("\(setting.help) (\(origin))")
    }

    /// Every setting, in the order in which `--print-config` shows them.
    static let all: [Setting] =
        [
            Setting(name: "HOST", help: "Address to listen on.", defaultValue: "127.0.0.1"),
            Setting(name: "PORT", help: "Port to listen on, 0 to 65535; 0 takes a free one.", defaultValue: "8000"),
            Setting(
                name: "MODELS_DIR",
                help: "Folder of versions: <version>/model.pkl or model.joblib.",
                defaultValue: "models"
            ),
            Setting(
                name: "DEFAULT_VERSION",
                help: "Version that answers until one was activated.",
                defaultValue: "v1"
            ),
            Setting(
                name: "STATE_DIR",
                help: "Folder for the history and the active version.",
                defaultValue: ".modelswitch"
            ),
            Setting(
                name: "ADMIN_PORT",
                help: "Port of a listener of its own for the admin API; none puts it on PORT.",
                defaultValue: nil
            ),
            Setting(name: "ADMIN_HOST", help: "Address of that listener.", defaultValue: "127.0.0.1"),
            Setting(
                name: "ADMIN_ALLOWED_HOSTS",
                help: "Further names the server is called by, separated by commas.",
                defaultValue: nil
            ),
            Setting(
                name: "CORS_ORIGINS",
                help: "Browser origins that may read answers, separated by commas; * for any.",
                defaultValue: nil
            ),
            Setting(
                name: "MAX_BODY_BYTES",
                help: "Bytes that a request's body may have, at least 1.",
                defaultValue: "10485760"
            ),
            Setting(name: "METRICS_ENABLED", help: "Whether /metrics answers: true or false.", defaultValue: "true"),
        ] + access + limits + connections + batching + logs + modelFiles
}

/// A setting that cannot be used; the server does not start.
struct SettingError: Error, CustomStringConvertible {
    let name: String
    let value: String?
    /// What is allowed.
    let expected: String

    var description: String {
        value.map { "\(name) is '\($0)'; expected \(expected)" } ?? "\(name): expected \(expected)"
    }
}
