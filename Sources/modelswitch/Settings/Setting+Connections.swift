import ServingHTTP

extension Setting {
    /// How connections are accepted, kept and ended.
    static let connections: [Setting] = [
        Setting(
            name: "HEADER_TIMEOUT",
            help: "Seconds that the head of a request, the first byte of a connection and a TLS handshake may take.",
            defaultValue: "10"
        ),
        Setting(
            name: "BODY_TIMEOUT",
            help: "Seconds that a body may take, besides those that its bytes need at MIN_BYTES_PER_SECOND.",
            defaultValue: "20"
        ),
        Setting(
            name: "WRITE_TIMEOUT",
            help: "Seconds that an answer may take to be read, besides those that its bytes need at that rate.",
            defaultValue: "30"
        ),
        Setting(
            name: "MIN_BYTES_PER_SECOND",
            help: "Bytes a second below which a body or the reading of an answer is too slow.",
            defaultValue: "16384"
        ),
        Setting(
            name: "IDLE_TIMEOUT",
            help: "Seconds after which a connection on which nothing is asked is closed.",
            defaultValue: "75"
        ),
        Setting(
            name: "SHUTDOWN_TIMEOUT",
            help: "Seconds that requests have to finish once the server was told to stop.",
            defaultValue: "30"
        ),
        Setting(
            name: "MAX_CONNECTIONS",
            help: "Connections at a time; none takes as many as the limit on open files allows, but for 40.",
            defaultValue: nil
        ),
        Setting(
            name: "MAX_CONNECTIONS_PER_ADDRESS",
            help: "Connections at a time from an address (of IPv6, a /64); what is beyond is closed at once.",
            defaultValue: "256"
        ),
        Setting(
            name: "TLS_CERTIFICATE_FILE",
            help: "Certificate and its chain in PEM; with it the server speaks TLS, and needs TLS_PRIVATE_KEY_FILE.",
            defaultValue: nil
        ),
        Setting(name: "TLS_PRIVATE_KEY_FILE", help: "Key of that certificate in PEM.", defaultValue: nil),
        Setting(
            name: "TLS_CLIENT_CA_FILE",
            help: "Authorities in PEM of which every client must have a certificate.",
            defaultValue: nil
        ),
        Setting(
            name: "HTTP2_ENABLED",
            help: "Whether HTTP/2 is spoken over TLS with clients that choose it: true or false.",
            defaultValue: "true"
        ),
    ]
}

/// How connections are accepted, kept and ended; checked.
struct ConnectionSettings {
    let limits: ConnectionLimits
    /// nil to speak without TLS.
    let tls: TLSIdentity.Files?
    let isHTTP2Enabled: Bool

    init(_ reader: SettingReader) throws {
        var limits = ConnectionLimits()
        limits.headerTimeout = try reader.timeout("HEADER_TIMEOUT")
        limits.bodyTimeout = try reader.timeout("BODY_TIMEOUT")
        limits.writeTimeout = try reader.timeout("WRITE_TIMEOUT")
        limits.slowestRate = Double(try reader.positive("MIN_BYTES_PER_SECOND"))
        limits.idleTimeout = try reader.timeout("IDLE_TIMEOUT")
        limits.shutdownTimeout = try reader.timeout("SHUTDOWN_TIMEOUT")
        limits.connections = try reader.optionalText("MAX_CONNECTIONS").map { _ in
            try reader.positive("MAX_CONNECTIONS")
        }
        limits.connectionsPerAddress = try reader.positive("MAX_CONNECTIONS_PER_ADDRESS")
        self.limits = limits
        tls = try Self.files(reader)
        isHTTP2Enabled = try reader.boolean("HTTP2_ENABLED")
    }

    private static func files(_ reader: SettingReader) throws -> TLSIdentity.Files? {
        let authorities = try reader.optionalText("TLS_CLIENT_CA_FILE")
        switch (try reader.optionalText("TLS_CERTIFICATE_FILE"), try reader.optionalText("TLS_PRIVATE_KEY_FILE")) {
        case (let certificate?, let key?):
            return TLSIdentity.Files(certificate: certificate, key: key, clientAuthorities: authorities)
        case (let certificate?, nil):
            throw SettingError(
                name: "TLS_CERTIFICATE_FILE",
                value: certificate,
                expected: "TLS_PRIVATE_KEY_FILE beside it"
            )
        case (nil, let key?):
            throw SettingError(name: "TLS_PRIVATE_KEY_FILE", value: key, expected: "TLS_CERTIFICATE_FILE beside it")
        case (nil, nil):
            guard let authorities else { return nil }
            throw SettingError(
                name: "TLS_CLIENT_CA_FILE",
                value: authorities,
                expected: "TLS_CERTIFICATE_FILE and TLS_PRIVATE_KEY_FILE beside it"
            )
        }
    }
}

extension SettingReader {
    private static let longestTimeout = 86_400.0

    /// Seconds of a connection's timeout.
    fileprivate func timeout(_ name: String) throws -> Double {
        let text = try text(name)
        guard let seconds = Double(text), (0.1...Self.longestTimeout).contains(seconds) else {
            throw SettingError(name: name, value: text, expected: "seconds from 0.1 to 86400")
        }
        return seconds
    }
}
