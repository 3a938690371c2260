import ArgumentParser

/// The settings as flags.
///
/// Keys have none: a command line can be read by every user of the machine.
struct ServeOptions: ParsableArguments {
    @Option(help: Setting.flagHelp("HOST"))
    var host: String?
    @Option(help: Setting.flagHelp("PORT"))
    var port: String?
    @Option(help: Setting.flagHelp("MODELS_DIR"))
    var modelsDir: String?
    @Option(help: Setting.flagHelp("DEFAULT_VERSION"))
    var defaultVersion: String?
    @Option(help: Setting.flagHelp("STATE_DIR"))
    var stateDir: String?
    @Option(help: Setting.flagHelp("ADMIN_PORT"))
    var adminPort: String?
    @Option(help: Setting.flagHelp("ADMIN_HOST"))
    var adminHost: String?
    @Option(help: Setting.flagHelp("ADMIN_API_KEY_FILE"))
    var adminApiKeyFile: String?
    @Option(help: Setting.flagHelp("API_KEYS_FILE"))
    var apiKeysFile: String?
    @Option(help: Setting.flagHelp("ADMIN_ALLOWED_HOSTS"))
    var adminAllowedHosts: String?
    @Option(help: Setting.flagHelp("CORS_ORIGINS"))
    var corsOrigins: String?
    @Option(help: Setting.flagHelp("MAX_BODY_BYTES"))
    var maxBodyBytes: String?
    @Option(help: Setting.flagHelp("METRICS_ENABLED"))
    var metricsEnabled: String?
    @Option(help: Setting.flagHelp("DEBUG"))
    var debug: String?
    @Option(help: Setting.flagHelp("LOG_LEVEL"))
    var logLevel: String?
    @Option(help: Setting.flagHelp("LOG_FORMAT"))
    var logFormat: String?
    @Option(help: Setting.flagHelp("ACCESS_LOG"))
    var accessLog: String?
    @Option(name: .customLong("config"), help: "YAML or JSON file of settings, such as 'models_dir: models'.")
    var file: String?

    /// The values that were given, by setting's name.
    var flags: [String: String] {
        [
            "HOST": host, "PORT": port, "MODELS_DIR": modelsDir, "DEFAULT_VERSION": defaultVersion,
            "STATE_DIR": stateDir, "ADMIN_PORT": adminPort, "ADMIN_HOST": adminHost,
            "ADMIN_API_KEY_FILE": adminApiKeyFile,
            "API_KEYS_FILE": apiKeysFile, "ADMIN_ALLOWED_HOSTS": adminAllowedHosts,
            "CORS_ORIGINS": corsOrigins, "MAX_BODY_BYTES": maxBodyBytes, "METRICS_ENABLED": metricsEnabled,
            "DEBUG": debug, "LOG_LEVEL": logLevel, "LOG_FORMAT": logFormat,
            "ACCESS_LOG": accessLog,
        ].compactMapValues(\.self)
    }
}
