import Logging
import ServiceLifecycle
import ServingHTTP

/// The certificate that the server shows.
extension Server {
    /// - Throws: ``SettingError`` for files that make no pair.
    func makeIdentity() throws -> TLSIdentity? {
        guard let files = settings.connections.tls else { return nil }
        let identity: TLSIdentity
        do {
            identity = try TLSIdentity(files: files, isHTTP2Enabled: settings.connections.isHTTP2Enabled)
        } catch {
            throw SettingError(
                name: "TLS_CERTIFICATE_FILE, TLS_PRIVATE_KEY_FILE",
                value: nil,
                expected: "a certificate and its key in PEM; \(error)"
            )
        }
        if identity.isKeyExposed {
            logger.warning("others than the owner may read the file of TLS_PRIVATE_KEY_FILE: chmod 600 it")
        }
        return identity
    }

    func makeReloader(_ identity: TLSIdentity?) -> [any Service] {
        identity.map { [TLSReloader(identity: $0, logger: logger)] } ?? []
    }
}
