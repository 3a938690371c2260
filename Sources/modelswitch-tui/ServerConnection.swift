import ConsoleCore
import ModelSwitchAPI
import ModelSwitchClient
import PrometheusText

/// The server as the console's events tell of it.
struct ServerConnection: Sendable {
    let client: ModelSwitchClient

    /// Asks how the server is: everything at once.
    ///
    /// - Parameter knownGeneration: the generation whose history is at hand.
    func poll(knownGeneration: Int?) async -> ConsoleEvent {
        let start = ContinuousClock.now
        do {
            async let active = client.activeVersion()
            async let versions = client.versions()
            async let metrics = metrics()
            var poll = Poll(active: try await active, versions: try await versions, families: [], elapsed: 0)
            (poll.families, poll.metricsProblem) = try await metrics
            if poll.active.generation != knownGeneration { poll.history = try? await client.history() }
            poll.elapsed = start.duration(to: .now) / .seconds(1)
            return .polled(poll)
        } catch {
            return .pollFailed(ServerFailure(error))
        }
    }

    /// Hands over what the server tells by itself until the task ends, or for good when the server has no events or this
    /// caller may not have them: polls tell the same, later.
    func listen(_ hear: (ServerEvent) -> Void) async {
        do {
            for try await event in client.events() { hear(event) }
        } catch {
            return
        }
    }

    /// Changes the server; sent once.
    func perform(_ action: ServerAction, generation: Int) async -> ConsoleEvent {
        let start = ContinuousClock.now
        let outcome: ActionOutcome
        do {
            outcome = try await send(action, generation: generation)
        } catch {
            outcome = .failed(ServerFailure(error))
        }
        return .actionEnded(outcome, elapsed: start.duration(to: .now) / .seconds(1))
    }

    private func send(_ action: ServerAction, generation: Int) async throws -> ActionOutcome {
        switch action {
        case .switchVersion(let id):
            .activation(try await client.switchVersion(to: id.version, generation: generation))
        case .rollBack:
            .activation(try await client.rollback(generation: generation))
        case .warm(let id):
            .warmed(try await client.warm(version: id.version))
        }
    }

    /// The metrics, or why there are none: the console is of use without them.
    private func metrics() async throws -> ([MetricFamily], problem: String?) {
        do {
            return (try PrometheusText.parse(try await client.metricsText()), nil)
        } catch let error as ModelSwitchClientError where error.code == .notFound {
            return ([], "this server gives no metrics: rates and latencies are not known")
        } catch let error as PrometheusTextError {
            return ([], "the server's metrics cannot be read: \(error)")
        }
    }
}
