package import Logging
import ServiceLifecycle

/// Looks every few seconds whether the certificate or its key changed.
///
/// The contents are compared, so a link that points elsewhere is a change, and a file that is only touched is none.
package struct TLSReloader: Service {
    private let identity: TLSIdentity
    private let logger: Logger

    private static let interval = Duration.seconds(2)

    package init(identity: TLSIdentity, logger: Logger) {
        self.identity = identity
        self.logger = logger
    }

    package func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: Self.interval)
                look()
            }
        }
    }

    private func look() {
        switch identity.reload() {
        case .unchanged: break
        case .reloaded: logger.notice("new connections get the new certificate")
        case .refused(let error):
            logger.error("the certificate was not taken, the old one serves on", metadata: ["reason": "\(error)"])
        }
    }
}
