import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization
import TestSupport

/// Predictions over keep-alive connections until it is told to stop.
actor LoadGenerator {
    /// What came of a prediction.
    struct Answer: Sendable {
        let started: ContinuousClock.Instant
        let ended: ContinuousClock.Instant
        /// The version that answered.
        let version: String
    }

    struct Outcome: Sendable {
        var answers: [Answer] = []
        var failures: [String] = []
    }

    /// By authority, for all tests; a refused connection is an answer and is not tried again.
    private static let clients = Mutex<[String: HTTPClient]>([:])

    private static func client(trusting authority: String?) throws -> HTTPClient {
        try clients.withLock { clients in
            if let client = clients[authority ?? ""] { return client }
            var configuration = HTTPClient.Configuration()
            configuration.connectionPool.retryConnectionEstablishment = false
            if let authority {
                var tls = TLSConfiguration.makeClientConfiguration()
                tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authority))
                configuration.tlsConfiguration = tls
            }
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            clients[authority ?? ""] = client
            return client
        }
    }

    private nonisolated let http: HTTPClient
    private let url: String
    private let body: ByteBuffer
    private var isStopped = false
    /// How many predictions were answered so far.
    private(set) var answered = 0
    /// Whether a connection that ends is no failure: the server is being stopped.
    private let stopsAtFirstFailure: Bool

    init(url: String, stopsAtFirstFailure: Bool = false, authority: String? = nil) throws {
        self.url = url
        http = try Self.client(trusting: authority)
        self.stopsAtFirstFailure = stopsAtFirstFailure
        let row = try PackageFiles.breastCancerRows().first ?? []
        body = ByteBuffer(string: "{\"features\":[\(row.map(\.description).joined(separator: ","))]}")
    }

    func stop() {
        isStopped = true
    }

    /// Predicts on `connections` connections at a time, as fast as the server answers.
    func run(connections: Int) async -> Outcome {
        await withTaskGroup(of: Outcome.self) { group in
            for _ in 0..<connections { group.addTask { await self.worker() } }
            var all = Outcome()
            for await one in group {
                all.answers += one.answers
                all.failures += one.failures
            }
            return all
        }
    }

    private nonisolated func worker() async -> Outcome {
        var outcome = Outcome()
        // A test that fails cancels what it left running, which must not go on for ever.
        while await !isStopped, !Task.isCancelled {
            let started = ContinuousClock.now
            do {
                let version = try await predict()
                outcome.answers.append(Answer(started: started, ended: .now, version: version))
                await count()
            } catch {
                outcome.failures.append("\(error)")
                if stopsAtFirstFailure { break }
            }
        }
        return outcome
    }

    private func count() {
        answered += 1
    }

    private nonisolated func predict() async throws -> String {
        var request = HTTPClientRequest(url: url + "/predict")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(body)
        let response = try await http.execute(request, timeout: .seconds(10))
        let bytes = try await response.body.collect(upTo: 1 << 16)
        guard response.status == .ok, let version = response.headers.first(name: "Model-Version") else {
            throw ServerProcess.Failure("\(response.status): \(String(buffer: bytes))")
        }
        return version
    }
}
