import ArgumentParser

/// The settings as flags.
///
/// The admin key has none: a command line can be read by every user of the machine.
struct ServeOptions: ParsableArguments {
    @Option(help: "Address to listen on (HOST, 127.0.0.1).")
    var host: String?
    @Option(help: "Port to listen on; 0 takes a free one (PORT, 8000).")
    var port: String?
    @Option(help: "Folder of versions (MODELS_DIR, models).")
    var modelsDir: String?
    @Option(help: "Version that answers until one was activated (DEFAULT_VERSION, v1).")
    var defaultVersion: String?
    @Option(help: "Folder for the history and the active version (STATE_DIR, .modelswitch).")
    var stateDir: String?
    @Option(help: "Port of a listener of its own for the admin API (ADMIN_PORT).")
    var adminPort: String?
    @Option(help: "Address of that listener (ADMIN_HOST, 127.0.0.1).")
    var adminHost: String?
    @Option(help: "File that holds the admin key (ADMIN_API_KEY_FILE; or the key itself in ADMIN_API_KEY).")
    var adminApiKeyFile: String?
    @Option(help: "Further names the server is called by, separated by commas (ADMIN_ALLOWED_HOSTS).")
    var adminAllowedHosts: String?
    @Option(help: "Browser origins that may read answers, separated by commas (CORS_ORIGINS).")
    var corsOrigins: String?
    @Option(help: "Bytes that a request's body may have (MAX_BODY_BYTES, 10485760).")
    var maxBodyBytes: String?
    @Option(help: "Whether /metrics answers (METRICS_ENABLED, true).")
    var metricsEnabled: String?
    @Option(help: "Whether to log every request (DEBUG, false).")
    var debug: String?
    @Option(help: "trace, debug, info, notice, warning, error or critical (LOG_LEVEL, info).")
    var logLevel: String?
    @Option(help: "text or json (LOG_FORMAT, text).")
    var logFormat: String?
    @Option(name: .customLong("config"), help: "YAML or JSON file of settings, such as 'models_dir: models'.")
    var file: String?

    /// The values that were given, by setting's name.
    var flags: [String: String] {
        [
            "HOST": host, "PORT": port, "MODELS_DIR": modelsDir, "DEFAULT_VERSION": defaultVersion,
            "STATE_DIR": stateDir, "ADMIN_PORT": adminPort, "ADMIN_HOST": adminHost,
            "ADMIN_API_KEY_FILE": adminApiKeyFile, "ADMIN_ALLOWED_HOSTS": adminAllowedHosts,
            "CORS_ORIGINS": corsOrigins, "MAX_BODY_BYTES": maxBodyBytes, "METRICS_ENABLED": metricsEnabled,
            "DEBUG": debug, "LOG_LEVEL": logLevel, "LOG_FORMAT": logFormat,
        ].compactMapValues(\.self)
    }
}
