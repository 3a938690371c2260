import Foundation

/// Where a server's credentials come from, and which routes they guard.
///
/// What is guarded follows from what is configured, never from what a file holds at the moment: an emptied file lets
/// nobody in.
package struct CredentialSources: Sendable {
    /// A text that is configured itself, or the file that holds it.
    package enum Source: Sendable, Equatable {
        case text(String)
        case file(String)
    }

    package var adminKey: Source?
    package var keys: Source?
    package var keySetFile: String?
    package var secretFile: String?
    /// Nil where tokens are not taken.
    package var tokenRules: TokenRules?
    /// Whether `ADMIN_API_KEY` alone guards everything.
    package var isRequiredEverywhere = false

    package init() {}

    package var coverage: Authenticator.Coverage {
        if keys != nil || tokenRules != nil { return .everything }
        guard adminKey != nil else { return .nothing }
        return isRequiredEverywhere ? .everything : .administration
    }

    /// The files that are read, with their settings.
    package var files: [(setting: String, path: String)] {
        var files: [(String, String)] = []
        if case .file(let path)? = adminKey { files.append(("ADMIN_API_KEY_FILE", path)) }
        if case .file(let path)? = keys { files.append(("API_KEYS_FILE", path)) }
        if let keySetFile { files.append(("JWT_JWKS_FILE", keySetFile)) }
        if let secretFile { files.append(("JWT_HS256_SECRET_FILE", secretFile)) }
        return files
    }

    /// Reads everything.
    ///
    /// - Throws: ``CredentialError`` for the first thing that cannot be used.
    package func load() async throws(CredentialError) -> Credentials {
        var keys = try keys.map { source throws(CredentialError) in try Self.readKeys(source) } ?? APIKeys()
        if let adminKey, !keys.add(APIKey.admin(try Self.readAdminKey(adminKey))) {
            throw CredentialError("ADMIN_API_KEY", "the same key stands among the API keys; expected one of its own")
        }
        return Credentials(keys: keys, tokens: try await loadTokens())
    }

    private func loadTokens() async throws(CredentialError) -> TokenVerifier? {
        guard let tokenRules else { return nil }
        let keys = try await TokenKeys(
            keySet: try keySetFile.map { path throws(CredentialError) in try Self.read(path, "JWT_JWKS_FILE") },
            secret: try secretFile.map { path throws(CredentialError) in
                Self.trimmed(try Self.read(path, "JWT_HS256_SECRET_FILE"))
            }
        )
        return TokenVerifier(rules: tokenRules, keys: keys)
    }

    private static func readKeys(_ source: Source) throws(CredentialError) -> APIKeys {
        switch source {
        case .text(let text): try APIKeys(text, source: "API_KEYS")
        case .file(let path):
            try APIKeys(String(decoding: try read(path, "API_KEYS_FILE"), as: UTF8.self), source: "API_KEYS_FILE")
        }
    }

    private static func readAdminKey(_ source: Source) throws(CredentialError) -> String {
        switch source {
        case .text(let text): return text
        case .file(let path):
            let key = trimmed(try read(path, "ADMIN_API_KEY_FILE"))
            guard !key.isEmpty else {
                throw CredentialError("ADMIN_API_KEY_FILE", got: path, "a readable file that holds a key")
            }
            return String(decoding: key, as: UTF8.self)
        }
    }

    // MARK: - Files

    private static let maximumFileBytes = 1 << 20

    private static func read(_ path: String, _ setting: String) throws(CredentialError) -> [UInt8] {
        let handle = FileHandle(forReadingAtPath: path)
        defer { try? handle?.close() }
        guard let handle, let data = try? handle.read(upToCount: maximumFileBytes + 1) ?? Data() else {
            throw CredentialError(setting, got: path, "a readable file")
        }
        guard data.count <= maximumFileBytes else {
            throw CredentialError(setting, got: path, "a file of at most \(maximumFileBytes) bytes")
        }
        return Array(data)
    }

    /// Bytes without the blanks and line ends around them.
    private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
        let blanks = Set(" \t\r\n".utf8)
        let end = (bytes.lastIndex { !blanks.contains($0) } ?? -1) + 1
        return Array(bytes[..<end].drop { blanks.contains($0) })
    }
}
