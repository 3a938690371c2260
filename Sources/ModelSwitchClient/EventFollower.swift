import AsyncHTTPClient
import Foundation
import ModelSwitchAPI
import NIOCore
import NIOHTTP1
import Synchronization

/// Listens to a server's events over as many connections as it takes.
final class EventFollower: Sendable {
    private struct State {
        var lastID: String?
        var heard = ContinuousClock.now
        var pauses = EventPauses()
    }

    private let client: ModelSwitchClient
    private let tell: @Sendable (ServerEvent) -> Void
    private let state: Mutex<State>

    /// A server that says nothing for so long is gone: it sends something every 15 seconds.
    private static let longestSilence = Duration.seconds(45)

    init(client: ModelSwitchClient, lastID: String?, tell: @escaping @Sendable (ServerEvent) -> Void) {
        self.client = client
        self.tell = tell
        state = Mutex(State(lastID: lastID))
    }

    /// Runs until the task is cancelled.
    ///
    /// - Throws: ``ModelSwitchClientError`` for what trying again does not change.
    func run(_ onInterruption: (@Sendable (ModelSwitchClientError) -> Void)?) async throws {
        while true {
            do {
                try await connect()
            } catch let error as ModelSwitchClientError {
                guard Self.passes(error) else { throw error }
                onInterruption?(error)
            }
            try await Task.sleep(for: state.withLock { $0.pauses.next() })
        }
    }

    /// Whether it may be different at the next attempt.
    private static func passes(_ error: ModelSwitchClientError) -> Bool {
        switch error.code {
        case .unreachable, .timedOut, .connectionLost, .unavailable: true
        case .unauthorized, .forbidden, .notFound, .conflict, .rejected, .badAnswer: false
        }
    }

    /// One connection, until it ends; that it ended is an error, too.
    private func connect() async throws {
        state.withLock { $0.heard = .now }
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await self.listen() }
                group.addTask { try await self.watch() }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch let error as ModelSwitchClientError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw client.failure(error)
        }
        throw ModelSwitchClientError(.connectionLost, "\(client.name) ended its events")
    }

    private func watch() async throws {
        while true {
            try await Task.sleep(for: .seconds(1))
            let heard = state.withLock { $0.heard }
            guard ContinuousClock.now - heard < Self.longestSilence else { throw HTTPClientError.readTimeout }
        }
    }

    private func listen() async throws {
        var request = HTTPClientRequest(url: client.base + "/admin/events")
        request.headers.add(name: "Accept", value: "text/event-stream")
        if let apiKey = client.apiKey { request.headers.add(name: "Authorization", value: "Bearer \(apiKey)") }
        if let id = state.withLock({ $0.lastID }) { request.headers.add(name: "Last-Event-ID", value: id) }
        let response = try await client.http.execute(request, timeout: TimeAmount(client.timeout))
        guard response.status == .ok else {
            throw ModelSwitchClient.error(response.status.code, try await response.body.collect(upTo: 1 << 16))
        }
        guard response.headers.first(name: "Content-Type")?.hasPrefix("text/event-stream") == true else {
            throw ModelSwitchClientError(.badAnswer, "\(client.name) answered something else than events")
        }
        try await read(response.body)
    }

    private func read(_ body: HTTPClientResponse.Body) async throws {
        var parser = ServerSentEventParser()
        for try await buffer in body {
            state.withLock { $0.heard = .now }
            for event in try parser.read(buffer.readableBytesView) { take(event) }
        }
    }

    private func take(_ event: ServerSentEvent) {
        // An event of a kind that came later than this client has the same form.
        guard let known = try? JSONDecoder().decode(ServerEvent.self, from: Data(event.data.utf8)) else { return }
        state.withLock { state in
            state.lastID = event.id ?? state.lastID
            state.pauses.succeeded()
        }
        tell(known)
    }
}
