import AsyncHTTPClient
import Foundation
public import ModelSwitchAPI
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOPosix
import NIOSSL

/// Calls a ModelSwitch server: looks at its versions, switches, rolls back, warms.
///
/// Every call ends within the timeout and throws ``ModelSwitchClientError`` when it did not succeed. A call is sent once:
/// one whose answer was lost is not repeated, since it may have happened.
public struct ModelSwitchClient: Sendable {
    let base: String
    /// The server's address for messages, without a password.
    let name: String
    let apiKey: String?
    let timeout: Duration
    /// How long calls that load a version may take.
    private let loadTimeout: Duration

    private static let maximumAnswerBytes = 64 << 20

    let http: HTTPClient

    /// - Parameters:
    ///   - url: the server's address, such as `http://127.0.0.1:8000`.
    ///   - apiKey: a key or a token, for a server that wants one.
    ///   - authorityFile: authorities in PEM to trust in place of the system's, for a server with a certificate of its own.
    ///   - timeout: how long a call may take.
    ///   - loadTimeout: how long a call that may have to load a version may take.
    /// - Throws: ``ModelSwitchClientError`` with code `rejected` when `url` is no HTTP address, or the authorities cannot be read.
    public init(
        url: String,
        apiKey: String? = nil,
        authorityFile: String? = nil,
        timeout: Duration = .seconds(5),
        loadTimeout: Duration = .seconds(600)
    ) throws {
        guard let parts = URLComponents(string: url), let scheme = parts.scheme, ["http", "https"].contains(scheme),
            let host = parts.host, !host.isEmpty
        else {
            throw ModelSwitchClientError(
                .rejected,
                "'\(url)' is not the address of a server; give one such as http://127.0.0.1:8000"
            )
        }
        http = try SharedHTTPClients.client(trusting: authorityFile)
        base = url.hasSuffix("/") ? String(url.dropLast()) : url
        name = Self.displayed(parts)
        self.apiKey = apiKey
        self.timeout = timeout
        self.loadTimeout = loadTimeout
    }

    // MARK: - Looking

    /// What the server can do now.
    public func health() async throws -> Health {
        try await get("/healthz")
    }

    /// The active version, and the generation of its activation.
    public func activeVersion() async throws -> ActiveVersion {
        try await get("/admin/active-version")
    }

    /// All versions, in natural order.
    public func versions() async throws -> [VersionObject] {
        try await get("/admin/models")
    }

    /// One version; ``VersionObject/exists`` is false for an unknown one.
    public func version(_ name: String) async throws -> VersionObject {
        try await get("/admin/models/\(Self.escaped(name))")
    }

    /// Activations, newest first.
    ///
    /// - Parameter limit: how many, 1 to 1000.
    public func history(limit: Int = 100) async throws -> [HistoryEntry] {
        try await get("/admin/history?limit=\(limit)")
    }

    /// Entries of the audit log, newest first.
    ///
    /// - Parameters:
    ///   - before: the sequence number that all are below; nil to begin with the newest.
    ///   - limit: how many, 1 to 1000.
    public func auditEntries(before: Int? = nil, limit: Int = 100) async throws -> [AuditEntry] {
        let start = before.map { "&before=\($0)" } ?? ""
        return try await get("/admin/audit?limit=\(limit)\(start)")
    }

    /// The metrics in Prometheus' text format.
    public func metricsText() async throws -> String {
        let body = try await send(.GET, "/metrics", nil, timeout)
        return String(buffer: body)
    }

    // MARK: - Changing

    /// Switches to a version.
    ///
    /// - Parameters:
    ///   - reason: for the history.
    ///   - generation: the generation that the decision was made on; another one by now is a `conflict`.
    /// - Returns: the result; ``ActivationResult/success`` is false for a version that the server does not have.
    public func switchVersion(
        to version: String,
        reason: String? = nil,
        generation: Int? = nil
    ) async throws -> ActivationResult {
        try await post(
            "/admin/set-active-version",
            SetActiveVersion(version: version, reason: reason, generation: generation)
        )
    }

    /// Goes back to the version that was active before.
    public func rollback(reason: String? = nil, generation: Int? = nil) async throws -> ActivationResult {
        try await post("/admin/rollback", Rollback(reason: reason, generation: generation))
    }

    /// Loads, checks and warms a version without switching to it.
    public func warm(version: String) async throws -> VersionObject {
        try await post("/admin/warm", Warm(version: version))
    }

    // MARK: - Sending

    private func get<Answer: Decodable>(_ path: String) async throws -> Answer {
        try decode(try await send(.GET, path, nil, timeout))
    }

    private func post<Answer: Decodable>(_ path: String, _ body: some Encodable) async throws -> Answer {
        try decode(try await send(.POST, path, try JSONEncoder().encode(body), loadTimeout))
    }

    private func send(_ method: HTTPMethod, _ path: String, _ body: Data?, _ limit: Duration) async throws -> ByteBuffer
    {
        var request = HTTPClientRequest(url: base + path)
        request.method = method
        if let apiKey { request.headers.add(name: "Authorization", value: "Bearer \(apiKey)") }
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: body))
        }
        let (status, answer) = try await execute(request, limit)
        guard (200..<300).contains(status) else { throw Self.error(status, answer) }
        return answer
    }

    /// Sends a request and collects the answer, all within the limit: the library's own deadline ends with the head.
    private func execute(
        _ request: HTTPClientRequest,
        _ limit: Duration
    ) async throws -> (status: UInt, body: ByteBuffer) {
        do {
            return try await withThrowingTaskGroup(of: (status: UInt, body: ByteBuffer).self) { group in
                group.addTask {
                    let response = try await http.execute(request, timeout: TimeAmount(limit))
                    return (response.status.code, try await response.body.collect(upTo: Self.maximumAnswerBytes))
                }
                group.addTask {
                    try await Task.sleep(for: limit)
                    throw HTTPClientError.deadlineExceeded
                }
                defer { group.cancelAll() }
                guard let first = try await group.next() else { throw CancellationError() }
                return first
            }
        } catch let error as CancellationError {
            throw error
        } catch {
            throw failure(error)
        }
    }

    private func decode<Answer: Decodable>(_ body: ByteBuffer) throws -> Answer {
        do {
            return try JSONDecoder().decode(Answer.self, from: body)
        } catch {
            throw ModelSwitchClientError(.badAnswer, "\(name) answered something else than ModelSwitch does: \(error)")
        }
    }

    // MARK: - Errors

    func failure(_ error: any Error) -> ModelSwitchClientError {
        if Self.isBeforeSending(error) {
            return ModelSwitchClientError(.unreachable, "\(name) cannot be reached: \(Self.reason(error))")
        }
        if let error = error as? HTTPClientError, error == .deadlineExceeded || error == .readTimeout {
            return ModelSwitchClientError(.timedOut, "\(name) did not answer in time")
        }
        if error is NIOTooManyBytesError {
            return ModelSwitchClientError(.badAnswer, "\(name) answered with over \(Self.maximumAnswerBytes) bytes")
        }
        return ModelSwitchClientError(.connectionLost, "\(name) was lost before it answered: \(Self.reason(error))")
    }

    /// Whether no connection was made, so that nothing was asked of the server.
    private static func isBeforeSending(_ error: any Error) -> Bool {
        switch error {
        case is NIOConnectionError: true
        case let error as HTTPClientError: error == .connectTimeout
        case let error as NIOSSLError: isHandshakeFailure(error)
        case is NIOSSLExtraError: true
        case let error as IOError: [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode)
        default: false
        }
    }

    private static func isHandshakeFailure(_ error: NIOSSLError) -> Bool {
        if case .handshakeFailed = error { return true }
        return false
    }

    /// The cause in words, such as `Connection refused`.
    private static func reason(_ error: any Error) -> String {
        if error is NIOSSLError || error is NIOSSLExtraError {
            // The library tells what went wrong in its text alone.
            if "\(error)".contains("WRONG_VERSION_NUMBER") { return "it does not speak TLS there; try http://" }
            return "its certificate is not trusted, or is for another name; MODELSWITCH_CA_FILE names the authority"
        }
        if let error = error as? IOError { return String(cString: strerror(error.errnoCode)) }
        guard let connection = error as? NIOConnectionError else { return "\(error)" }
        if let cause = connection.connectionErrors.first?.error { return reason(cause) }
        let isUnknown = connection.dnsAError != nil || connection.dnsAAAAError != nil
        return isUnknown ? "the name '\(connection.host)' is not known" : "no connection"
    }

    /// An address without user and password.
    private static func displayed(_ parts: URLComponents) -> String {
        var parts = parts
        parts.user = nil
        parts.password = nil
        return parts.string ?? parts.host ?? ""
    }

    static func error(_ status: UInt, _ body: ByteBuffer) -> ModelSwitchClientError {
        let problem = try? JSONDecoder().decode(Problem.self, from: body)
        let message = problem?.detail ?? "the server answered \(status)"
        let code: ModelSwitchClientError.Code =
            switch status {
            case 401: .unauthorized
            case 403: .forbidden
            case 404: .notFound
            case 409: .conflict
            case 429, 502, 503, 504: .unavailable
            default: .rejected
            }
        return ModelSwitchClientError(code, message, problem: problem)
    }

    private static func escaped(_ name: String) -> String {
        name.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(CharacterSet(charactersIn: "-._"))) ?? ""
    }
}
