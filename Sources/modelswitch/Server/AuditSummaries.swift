import ServiceLifecycle
import Serving

/// Writes down every minute, and at the end, how many refused attempts got no entry of their own.
struct AuditSummaries: Service {
    let log: AuditLog

    private static let interval = Duration.seconds(60)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: Self.interval)) != nil { await log.summarise() }
        }
        await log.summarise()
    }
}
