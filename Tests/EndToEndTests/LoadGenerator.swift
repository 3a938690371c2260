import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
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

    /// For all tests; a refused connection is an answer and is not tried again.
    private static let http: HTTPClient = {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }()

    private let url: String
    private let body: ByteBuffer
    private var isStopped = false
    /// Whether a connection that ends is no failure: the server is being stopped.
    private let stopsAtFirstFailure: Bool

    init(url: String, stopsAtFirstFailure: Bool = false) throws {
        self.url = url
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
        while await !isStopped {
            let started = ContinuousClock.now
            do {
                let version = try await predict()
                outcome.answers.append(Answer(started: started, ended: .now, version: version))
            } catch {
                outcome.failures.append("\(error)")
                if stopsAtFirstFailure { break }
            }
        }
        return outcome
    }

    private nonisolated func predict() async throws -> String {
        var request = HTTPClientRequest(url: url + "/predict")
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.body = .bytes(body)
        let response = try await Self.http.execute(request, timeout: .seconds(10))
        let bytes = try await response.body.collect(upTo: 1 << 16)
        guard response.status == .ok, let version = response.headers.first(name: "Model-Version") else {
            throw ServerProcess.Failure("\(response.status): \(String(buffer: bytes))")
        }
        return version
    }
}
