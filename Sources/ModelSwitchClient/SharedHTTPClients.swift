import AsyncHTTPClient
import NIOSSL
import Synchronization

/// The HTTP clients of the process, one for each set of trusted authorities, for its whole life.
enum SharedHTTPClients {
    private static let clients = Mutex<[String: HTTPClient]>([:])

    /// - Parameter file: authorities in PEM; nil for the system's.
    /// - Throws: ``ModelSwitchClientError`` with code `rejected` for a file that holds none.
    static func client(trusting file: String?) throws -> HTTPClient {
        try clients.withLock { clients in
            if let client = clients[file ?? ""] { return client }
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: try configuration(file))
            clients[file ?? ""] = client
            return client
        }
    }

    private static func configuration(_ file: String?) throws -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        // A connection that is refused is an answer: trying again until the deadline would hide it.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.redirectConfiguration = .disallow
        guard let file else { return configuration }
        guard let authorities = try? NIOSSLCertificate.fromPEMFile(file), !authorities.isEmpty else {
            throw ModelSwitchClientError(.rejected, "'\(file)' holds no certificates in PEM; name the authority's file")
        }
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(authorities)
        configuration.tlsConfiguration = tls
        return configuration
    }
}
