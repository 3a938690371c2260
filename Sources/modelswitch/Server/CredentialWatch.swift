import Foundation
import Identity
import Logging
import ServiceLifecycle

/// Takes keys anew when their files change: a key that was taken out stops working within seconds.
struct CredentialWatch: Service {
    let authenticator: Authenticator
    private let sources: CredentialSources
    private let start: FileWatch
    private let logger: Logger

    private static let interval = Duration.seconds(1)

    /// Reads the keys for the first time.
    ///
    /// - Throws: ``CredentialError`` when they cannot be used.
    init(sources: CredentialSources, logger: Logger) async throws {
        self.sources = sources
        self.logger = logger
        // Before the files are read: what changes meanwhile shows in the next look.
        start = FileWatch(Self.look(sources))
        let credentials = try await sources.load()
        authenticator = Authenticator(coverage: sources.coverage, credentials: credentials)
        warn(credentials)
    }

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var watch = start
            while !Task.isCancelled {
                do { try await Task.sleep(for: Self.interval) } catch { return }
                if watch.isDue(Self.look(sources)) { await reload() }
            }
        }
    }

    private func reload() async {
        do throws(CredentialError) {
            let credentials = try await sources.load()
            authenticator.replace(with: credentials)
            logger.notice("keys were read again", metadata: ["keys": "\(credentials.keys.keys.count)"])
            warn(credentials)
        } catch {
            logger.error(
                "the new keys cannot be used, and the old ones hold on",
                metadata: ["reason": "\(error.message)"]
            )
        }
    }

    private func warn(_ credentials: Credentials) {
        if sources.coverage == .everything, sources.tokenRules == nil, credentials.keys.keys.isEmpty {
            logger.warning("there is no key, so nobody may call; add a line to API_KEYS_FILE")
        }
        for (setting, path) in sources.files where setting != "JWT_JWKS_FILE" {
            guard let exposure = FileFingerprint(path: path)?.exposure else { continue }
            logger.warning("a file of keys is not safe", metadata: ["setting": "\(setting)", "reason": "\(exposure)"])
        }
    }

    private static func look(_ sources: CredentialSources) -> [FileFingerprint?] {
        sources.files.map { FileFingerprint(path: $0.path) }
    }
}
