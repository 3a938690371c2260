import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOExtras
import NIOHTTP1
import NIOHTTPTypes
import Testing

@testable import ServingHTTP

/// The handlers between bytes and Hummingbird, on a loop whose time is told.
@Suite struct HTTP1HandlersTests {
    private let channel = EmbeddedChannel()

    init() throws {
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        try FrontChannel.addHTTP1Handlers(
            to: channel,
            limits: ConnectionLimits(),
            maximumBodyBytes: 100,
            isSecure: false
        )
    }

    private func send(_ text: String) throws {
        // A socket would go on reading by itself.
        defer { channel.read() }
        try channel.writeInbound(ByteBuffer(string: text))
    }

    private func pass(_ seconds: Double) {
        channel.embeddedEventLoop.advanceTime(by: .nanoseconds(Int64(seconds * 1e9)))
    }

    /// What was written to the client so far.
    private func sent() throws -> String {
        var text = ""
        while let data = try channel.readOutbound(as: IOData.self) {
            if case .byteBuffer(let buffer) = data { text += String(buffer: buffer) }
        }
        return text
    }

    private func answer(_ status: HTTPResponse.Status, _ headers: HTTPFields = [.contentLength: "0"]) throws {
        try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: status, headerFields: headers)))
        try channel.writeOutbound(HTTPResponsePart.end(nil))
    }

    /// The fault that reached Hummingbird, and what becomes of the empty 400 that it then writes.
    private func expectFault(status: String) throws {
        #expect(throws: HTTPParserError.self) { try channel.throwIfErrorCaught() }
        try answer(.badRequest, [.connection: "close", .contentLength: "0"])
        let text = try sent()
        #expect(text.hasPrefix("HTTP/1.1 \(status) "), "\(text)")
        #expect(text.contains("application/problem+json") && text.contains("Connection: close"), "\(text)")
        #expect(text.contains("\"instance\":"), "\(text)")
    }

    @Test func `a client that says nothing is closed`() throws {
        pass(9.9)
        #expect(channel.isActive)
        pass(0.2)
        #expect(!channel.isActive)
    }

    @Test func `half a head gets 408`() throws {
        try send("GET / HT")
        pass(10.1)
        #expect(channel.isActive)
        try expectFault(status: "408")
        pass(1.1)
        #expect(!channel.isActive)
    }

    @Test func `half a body tells the handler that waits for it`() throws {
        try send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{")
        pass(20.1)
        do {
            try channel.throwIfErrorCaught()
            Issue.record("no fault")
        } catch let fault as ConnectionFault {
            #expect(fault.code == .timedOut)
        }
        try answer(.requestTimeout)
        #expect(try sent().contains("Connection: close"))
    }

    @Test func `what comes after a fault is not read`() throws {
        #expect(throws: HTTPParserError.self) {
            try send("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\nGET /secret HTTP/1.1\r\nHost: a\r\n\r\n")
        }
        #expect(try channel.readInbound(as: HTTPRequestPart.self) == nil)
        try answer(.badRequest, [.connection: "close", .contentLength: "0"])
        #expect(try sent().hasPrefix("HTTP/1.1 400 "))
    }

    @Test func `a fault behind a request waits for its answer`() throws {
        #expect(throws: HTTPParserError.self) { try send("GET / HTTP/1.1\r\nHost: a\r\n\r\n\u{1}\u{2}\r\n\r\n") }
        try answer(.badRequest)
        let first = try sent()
        #expect(first.hasPrefix("HTTP/1.1 400 ") && !first.contains("problem"))
        try answer(.badRequest, [.connection: "close", .contentLength: "0"])
        #expect(try sent().contains("application/problem+json"))
    }

    @Test func `an idle connection is closed, and an answering one is not`() throws {
        try send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        pass(500)
        #expect(channel.isActive)
        try answer(.ok)
        pass(74.9)
        #expect(channel.isActive)
        pass(0.2)
        #expect(!channel.isActive)
    }

    @Test func `a request of HTTP 1 point 0 is the last, and so is one that wants another protocol`() throws {
        for head in [
            "GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
        ] {
            let tests = try Self()
            try tests.send(head)
            try tests.answer(.ok)
            #expect(try tests.sent().contains("Connection: close"))
        }
    }

    @Test func `chunks of a byte that come together go on together`() throws {
        try send(
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                + String(repeating: "1\r\na\r\n", count: 1000)
        )
        try send("1\r\nb\r\n0\r\n\r\n")
        var bodies: [String] = []
        while let part = try channel.readInbound(as: HTTPRequestPart.self) {
            if case .body(let buffer) = part { bodies.append(String(buffer: buffer)) }
        }
        #expect(bodies == [String(repeating: "a", count: 1000), "b"])
    }

    @Test func `on a shutdown a slow body gets 503 in time`() throws {
        try send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{")
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        pass(10.1)
        do {
            try channel.throwIfErrorCaught()
            Issue.record("no fault")
        } catch let fault as ConnectionFault {
            #expect(fault.code == .leaving)
            #expect(ProblemTable.row(for: HTTPFailure(fault).code).status == .serviceUnavailable)
        }
    }

    @Test func `on a shutdown a slow head is not waited for`() throws {
        try send("GET / HT")
        channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        pass(0.6)
        #expect(!channel.isActive)
    }

    @Test func `a body that is too large is not asked for`() throws {
        try send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\n")
        #expect(try sent().hasPrefix("HTTP/1.1 100 "))
        let other = try Self()
        try other.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\nExpect: 100-continue\r\n\r\n")
        #expect(try other.sent().isEmpty)
    }
}
