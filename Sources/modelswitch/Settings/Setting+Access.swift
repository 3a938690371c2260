import Identity

extension Setting {
    /// Who may call.
    static let access: [Setting] = [
        Setting(
            name: "ADMIN_API_KEY",
            help: "Key that may do everything; on any address but loopback the admin API needs one.",
            defaultValue: nil,
            isSecret: true
        ),
        Setting(name: "ADMIN_API_KEY_FILE", help: "File that holds the key of ADMIN_API_KEY.", defaultValue: nil),
        Setting(
            name: "API_KEYS",
            help: "Keys, a line each, separated by ';': NAME SCOPES sha256:HASH [expires=YYYY-MM-DD].",
            defaultValue: nil,
            isSecret: true
        ),
        Setting(name: "API_KEYS_FILE", help: "File of such lines; read again when it changes.", defaultValue: nil),
        Setting(
            name: "REQUIRE_KEYS",
            help: "Whether ADMIN_API_KEY alone guards every route that is not public: true or false. "
                + "API_KEYS and JWT always do.",
            defaultValue: "false"
        ),
        Setting(
            name: "JWT_JWKS_FILE",
            help: "File of the public keys (a JSON Web Key Set) that tokens are signed with: RS256 or ES256.",
            defaultValue: nil
        ),
        Setting(
            name: "JWT_HS256_SECRET_FILE",
            help: "File of a secret, at least 32 random bytes, that tokens are signed with.",
            defaultValue: nil
        ),
        Setting(name: "JWT_AUDIENCE", help: "What a token's 'aud' must hold; needed with either.", defaultValue: nil),
        Setting(name: "JWT_ISSUER", help: "What a token's 'iss' must be; none for any.", defaultValue: nil),
        Setting(name: "JWT_SCOPE_CLAIM", help: "The claim that lists a token's scopes.", defaultValue: "scope"),
    ]
}

/// Who may call, checked.
struct AccessSettings {
    /// Where keys and tokens come from.
    let sources: CredentialSources

    init(_ reader: SettingReader) throws {
        var sources = CredentialSources()
        sources.adminKey = try Self.source("ADMIN_API_KEY", reader)
        sources.keys = try Self.source("API_KEYS", reader)
        sources.keySetFile = try reader.optionalText("JWT_JWKS_FILE")
        sources.secretFile = try reader.optionalText("JWT_HS256_SECRET_FILE")
        sources.tokenRules = try Self.tokenRules(
            reader,
            areKeysSet: sources.keySetFile != nil || sources.secretFile != nil
        )
        sources.isRequiredEverywhere = try reader.boolean("REQUIRE_KEYS")
        if sources.isRequiredEverywhere, sources.coverage == .nothing {
            throw SettingError(
                name: "REQUIRE_KEYS",
                value: "true",
                expected: "API_KEYS_FILE, ADMIN_API_KEY or JWT_JWKS_FILE beside it, or false"
            )
        }
        self.sources = sources
    }

    /// A secret that is set itself or by the name of its file.
    private static func source(_ name: String, _ reader: SettingReader) throws -> CredentialSources.Source? {
        let path = try reader.optionalText(name + "_FILE")
        guard let text = reader.value(name) else { return path.map { .file($0) } }
        guard path == nil else {
            throw SettingError(name: name, value: nil, expected: "it or \(name)_FILE, not both")
        }
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw SettingError(name: name, value: nil, expected: "a value that is not empty")
        }
        return .text(text)
    }

    private static func tokenRules(_ reader: SettingReader, areKeysSet: Bool) throws -> TokenRules? {
        let audience = try reader.optionalText("JWT_AUDIENCE")
        let issuer = try reader.optionalText("JWT_ISSUER")
        guard areKeysSet else {
            guard audience == nil, issuer == nil else {
                throw SettingError(
                    name: audience == nil ? "JWT_ISSUER" : "JWT_AUDIENCE",
                    value: audience ?? issuer,
                    expected: "JWT_JWKS_FILE or JWT_HS256_SECRET_FILE beside it"
                )
            }
            return nil
        }
        guard let audience else {
            throw SettingError(
                name: "JWT_AUDIENCE",
                value: nil,
                expected: "what the 'aud' of tokens for this server holds"
            )
        }
        return TokenRules(audience: audience, issuer: issuer, scopeClaim: try reader.text("JWT_SCOPE_CLAIM"))
    }
}
