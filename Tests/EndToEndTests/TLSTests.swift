import AsyncHTTPClient
import Foundation
import ModelSwitchClient
import NIOCore
import NIOHTTP1
import NIOSSL
import TestSupport
import Testing

/// The real server over TLS and HTTP/2.
@Suite(.serialized) struct TLSTests {
    private let folder: TemporaryFolder
    private var settings: [String: String] {
        [
            "TLS_CERTIFICATE_FILE": folder.path + "/tls.crt", "TLS_PRIVATE_KEY_FILE": folder.path + "/tls.key",
        ]
    }
    /// For clients that are slow on purpose; an honest one on a busy machine may need longer.
    private static let shortTimeouts = ["HEADER_TIMEOUT": "1", "BODY_TIMEOUT": "1.5", "WRITE_TIMEOUT": "1"]

    init() throws {
        folder = try TemporaryFolder()
        try put("one")
    }

    private static func fixture(_ name: String) -> String {
        PackageFiles.root + "/Tests/Fixtures/tls/" + name
    }

    private func put(_ name: String) throws {
        try folder.write(try String(contentsOfFile: Self.fixture(name + ".pem"), encoding: .utf8), to: "tls.crt")
        try folder.write(try String(contentsOfFile: Self.fixture(name + ".key"), encoding: .utf8), to: "tls.key")
    }

    private func serve(_ more: [String: String] = [:]) async throws -> ServerProcess {
        let server = try await ServerProcess(
            state: folder.path + "/state",
            environment: settings.merging(more) { _, new in new },
            authority: Self.fixture("one.pem")
        )
        try await server.untilReady()
        return server
    }

    private static func client(trusting name: String) throws -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(fixture(name + ".pem")))
        configuration.tlsConfiguration = tls
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Runs a body with a client that trusts one authority.
    private static func with<Value>(
        trusting name: String,
        _ body: (HTTPClient) async throws -> Value
    ) async throws -> Value {
        let client = try client(trusting: name)
        do {
            let value = try await body(client)
            try await client.shutdown()
            return value
        } catch {
            try await client.shutdown()
            throw error
        }
    }

    private static func status(of url: String, trusting name: String) async throws -> HTTPResponseStatus {
        try await with(trusting: name) { try await get(url + "/livez", $0).status }
    }

    private static func get(_ url: String, _ client: HTTPClient) async throws -> HTTPClientResponse {
        try await client.execute(HTTPClientRequest(url: url), timeout: .seconds(5))
    }

    @Test func `clients over TLS get HTTP 2 where they speak it, and commands find their way`() async throws {
        let server = try await serve()
        #expect(server.url.hasPrefix("https://"))
        try await Self.with(trusting: "one") {
            let response = try await Self.get(server.url + "/livez", $0)
            #expect(response.status == .ok && response.version == .http2)
        }
        let status = try CommandRun(
            "modelswitch",
            ["status", "--url", server.url, "--ca-file", Self.fixture("one.pem")]
        )
        #expect(status.code == 0, "\(status.errors)")
        let stranger = try CommandRun("modelswitch", ["status", "--url", server.url], environment: [:])
        #expect(stranger.code == 3 && stranger.errors.contains("MODELSWITCH_CA_FILE"), "\(stranger.errors)")
    }

    @Test func `HTTP 2 can be switched off`() async throws {
        let server = try await serve(["HTTP2_ENABLED": "false"])
        try await Self.with(trusting: "one") {
            let response = try await Self.get(server.url + "/livez", $0)
            #expect(response.status == .ok && response.version == .http1_1)
        }
    }

    @Test func `TLS before 1 point 2 is refused`() async throws {
        let server = try await serve()
        let old = try await TLSSocket(
            port: server.port,
            protocols: [],
            authority: Self.fixture("one.pem"),
            minimum: .tlsv1,
            maximum: .tlsv11
        )
        let request = Array("GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        #expect(try await old.exchange(request, patience: .seconds(3)).received.isEmpty)
        let new = try await TLSSocket(
            port: server.port,
            protocols: [],
            authority: Self.fixture("one.pem"),
            maximum: .tlsv12
        )
        let outcome = try await new.exchange(request, patience: .seconds(5))
        #expect(String(decoding: outcome.received, as: UTF8.self).hasPrefix("HTTP/1.1 200"))
    }

    @Test func `a new certificate is shown to new connections, and no request is lost`() async throws {
        let server = try await serve()
        let load = try LoadGenerator(url: server.url, authority: Self.fixture("one.pem"))
        async let running = load.run(connections: 2)
        try await wait("load") { await load.answered > 5 }
        // Half of a pair is not taken.
        try folder.write(try String(contentsOfFile: Self.fixture("two.pem"), encoding: .utf8), to: "tls.crt")
        try await wait("the refusal") { server.logged.contains("was not taken") }
        #expect(try await Self.status(of: server.url, trusting: "one") == .ok)
        try put("two")
        try await wait("the new certificate") { server.logged.contains("the new certificate") }
        #expect(try await Self.status(of: server.url, trusting: "two") == .ok)
        await #expect(throws: (any Error).self) { try await Self.status(of: server.url, trusting: "one") }
        await load.stop()
        let outcome = await running
        #expect(outcome.failures.isEmpty, "\(outcome.failures.prefix(3))")
    }

    @Test func `half a pair, and a pair that is none, stop the server with the setting's name`() throws {
        for (name, value) in [("TLS_PRIVATE_KEY_FILE", ""), ("TLS_PRIVATE_KEY_FILE", Self.fixture("two.key"))] {
            let run = try CommandRun(
                "modelswitch",
                [
                    "serve", "--models-dir", PackageFiles.sampleModels, "--state-dir", folder.path + "/other", "--port",
                    "0",
                ],
                environment: settings.merging([name: value]) { _, new in new }
            )
            #expect(run.code != 0 && run.errors.contains("TLS_CERTIFICATE_FILE"), "\(run.errors)")
        }
    }

    @Test func `clients without a certificate are refused where one is asked for`() async throws {
        let server = try await ServerProcess(
            state: folder.path + "/state",
            environment: settings.merging(["TLS_CLIENT_CA_FILE": Self.fixture("two.pem")]) { _, new in new },
            authority: Self.fixture("one.pem")
        )
        await #expect(throws: (any Error).self) { try await Self.status(of: server.url, trusting: "one") }
        var configuration = HTTPClient.Configuration()
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(Self.fixture("one.pem")))
        tls.certificateChain = try NIOSSLCertificate.fromPEMFile(Self.fixture("two.pem")).map { .certificate($0) }
        tls.privateKey = .privateKey(try NIOSSLPrivateKey(file: Self.fixture("two.key"), format: .pem))
        configuration.tlsConfiguration = tls
        let known = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let status = try? await Self.get(server.url + "/livez", known).status
        try await known.shutdown()
        #expect(status == .ok)
    }

    // MARK: - Hostile clients

    /// Attacks a server over TLS while an honest client asks.
    private func endure(_ server: ServerProcess, _ attack: () async throws -> Void) async throws {
        let honest = try LoadGenerator(url: server.url, authority: server.authority)
        async let asking = honest.run(connections: 1)
        try await wait("the honest client") { await honest.answered > 0 }
        try await attack()
        await honest.stop()
        let outcome = await asking
        #expect(outcome.failures.isEmpty && outcome.answers.count > 1, "\(outcome.failures.prefix(2))")
    }

    private func speak(_ bytes: [UInt8], to server: ServerProcess, patience: Duration) async throws -> TLSSocket.Outcome
    {
        try await TLSSocket(port: server.port, protocols: ["h2"], authority: Self.fixture("one.pem"))
            .exchange(bytes, patience: patience)
    }

    @Test func `ten thousand streams that are reset at once end their connection`() async throws {
        let server = try await serve()
        let streams = (0..<10_000).flatMap { number -> [UInt8] in
            let stream = UInt32(2 * number + 1)
            return HTTP2Frames.request("/livez", stream: stream) + HTTP2Frames.reset(stream: stream)
        }
        try await endure(server) {
            let outcome = try await speak(HTTP2Frames.beginning + streams, to: server, patience: .seconds(5))
            #expect(outcome.isClosed)
        }
    }

    @Test func `frames that HTTP 2 does not have leave the server alive`() async throws {
        let server = try await serve()
        let frames =
            HTTP2Frames.alternativeService(stream: 0, originLength: 9, origin: "localhost", value: "h2=\":1\"")
            + HTTP2Frames.alternativeService(stream: 1, originLength: 0, origin: "", value: "h2=\":1\"")
            + HTTP2Frames.alternativeService(stream: 0, originLength: 65_535, origin: "a", value: "")
        try await endure(server) {
            for frame in [frames, HTTP2Frames.frame(type: 0xEE, stream: 0, [1, 2, 3])] {
                let bytes = HTTP2Frames.beginning + frame + HTTP2Frames.request("/livez", stream: 1)
                _ = try await speak(bytes, to: server, patience: .milliseconds(500))
            }
        }
    }

    @Test func `handshakes, heads and bodies that never end are cut off over TLS too`() async throws {
        let server = try await serve(Self.shortTimeouts)
        try await endure(server) {
            let silent = try RawSocket(port: server.port)
            let half = try RawSocket(port: server.port)
            await half.send([0x16, 0x03, 0x01, 0x02, 0x00])
            #expect(await silent.receive().isClosed)
            #expect(await half.receive().isClosed)
            let nothing = try await speak(HTTP2Frames.beginning, to: server, patience: .seconds(5))
            #expect(nothing.isClosed)
            let head = HTTP2Frames.request("/predict", stream: 1, isPost: true, isWhole: false)
            let body = HTTP2Frames.frame(type: 0, stream: 1, [0x7B])
            let slow = try await speak(HTTP2Frames.beginning + head + body, to: server, patience: .seconds(3))
            #expect(String(decoding: slow.received, as: UTF8.self).contains("request-timed-out"))
        }
    }

    @Test func `SIGTERM lets the streams that were accepted have their answers`() async throws {
        let server = try await serve(["SHUTDOWN_TIMEOUT": "6", "BODY_TIMEOUT": "60"])
        let row = "[" + Array(repeating: "1", count: 30).joined(separator: ",") + "]"
        let body = Array("{\"instances\":[\(Array(repeating: row, count: 200).joined(separator: ","))]}".utf8)
        let streams = (0..<20).flatMap { number -> [UInt8] in
            let stream = UInt32(2 * number + 1)
            // Within the window of the connection, which a client may fill before it hears anything.
            return HTTP2Frames.request("/predict?version=v3", stream: stream, isPost: true, isWhole: false)
                + HTTP2Frames.frame(type: 0, flags: 1, stream: stream, number < 4 ? body : Array("{}".utf8))
        }
        async let asked = speak(HTTP2Frames.beginning + streams, to: server, patience: .seconds(8))
        try await wait("the predictions to begin") { server.logged.contains("version=v3") }
        server.send(signal: SIGTERM)
        #expect(try await server.exitCode() == 0)
        let text = String(decoding: try await asked.received, as: UTF8.self)
        #expect(text.components(separatedBy: "\"predictions\"").count - 1 == 4)
        #expect(text.components(separatedBy: "\"type\":\"urn:").count - 1 == 16)
    }

    @Test func `SIGTERM under load over TLS ends with 0, and over HTTP 1 point 1 loses no request`() async throws {
        for isHTTP2Enabled in [true, false] {
            let server = try await serve([
                "SHUTDOWN_TIMEOUT": "6", "HTTP2_ENABLED": "\(isHTTP2Enabled)", "BODY_TIMEOUT": "60",
            ])
            let load = try LoadGenerator(
                url: server.url,
                stopsAtFirstFailure: true,
                authority: Self.fixture("one.pem")
            )
            async let running = load.run(connections: 8)
            try await wait("load") { await load.answered > 50 }
            async let slow = speak(
                HTTP2Frames.beginning + HTTP2Frames.request("/predict", stream: 1, isPost: true, isWhole: false),
                to: server,
                patience: .seconds(8)
            )
            try await Task.sleep(for: .milliseconds(200))
            server.send(signal: SIGTERM)
            #expect(try await server.exitCode() == 0)
            let outcome = await running
            #expect(!outcome.answers.isEmpty)
            // Streams that come after the server said goodbye are refused, which tells a client to ask elsewhere; this one
            // does not say which of its failures those are.
            let lost = outcome.failures.filter { !$0.contains("refused") && !$0.contains("connect") && !isHTTP2Enabled }
            #expect(lost.isEmpty, "\(lost.prefix(3))")
            _ = try? await slow
        }
    }
}
