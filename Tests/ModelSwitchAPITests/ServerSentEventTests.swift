import Testing

@testable import ModelSwitchAPI

@Suite struct ServerSentEventTests {
    private static let stream = """
        retry: 2000\r
        \r
        id: a-1\r
        event: switched\r
        data: {"x":1}\r
        \r
        : heartbeat\r
        \r
        data: one\r
        data:two\r
        data\r
        unknown: 7\r
        \r
        event: nothing\r
        \r
        id: b\u{0}c\r
        data: grüße 🙂\r
        \r

        """

    private static let events = [
        ServerSentEvent(id: "a-1", event: "switched", data: "{\"x\":1}"),
        ServerSentEvent(id: "a-1", data: "one\ntwo\n"), ServerSentEvent(id: "a-1", data: "grüße 🙂"),
    ]

    private func parse(_ bytes: [UInt8], splitAt splits: [Int]) throws -> [ServerSentEvent] {
        var parser = ServerSentEventParser()
        var events: [ServerSentEvent] = []
        var start = 0
        for split in splits + [bytes.count] {
            events += try parser.read(bytes[start..<split])
            start = split
        }
        return events
    }

    @Test(arguments: ["\r\n", "\n", "\r"]) func `a stream may be cut anywhere, with any line ends`(_ end: String) throws
    {
        let text = Self.stream.replacing("\r\n", with: end)
        let bytes = Array(text.utf8)
        for split in 0...bytes.count { #expect(try parse(bytes, splitAt: [split]) == Self.events) }
        #expect(try parse(bytes, splitAt: Array(0..<bytes.count)) == Self.events)
    }

    @Test func `a mark at the beginning is passed over, and the wait for a new connection is read`() throws {
        var parser = ServerSentEventParser()
        #expect(
            try parser.read([0xEF, 0xBB, 0xBF] + Array("data: x\nretry: 9\nretry: -1\n\n".utf8)).map(\.data) == ["x"]
        )
        #expect(parser.retryMilliseconds == 9)
    }

    @Test func `an event that is not ended is none`() throws {
        var parser = ServerSentEventParser()
        #expect(try parser.read(Array("data: x\n".utf8)).isEmpty)
    }

    @Test(arguments: ["", "one line", "two\nlines", "\n", "\r\n and \r", "data: x\n\ndata: y", "grüße 🙂"])
    func `what is written reads back`(_ data: String) throws {
        let event = ServerSentEvent(id: "e-1", event: "loaded", data: data)
        var parser = ServerSentEventParser()
        let read = try parser.read(Array((ServerSentEvent.heartbeat + event.text).utf8))
        let normal = data.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        #expect(read == [ServerSentEvent(id: "e-1", event: "loaded", data: normal)])
    }

    @Test func `an id cannot bring a line of its own`() throws {
        var parser = ServerSentEventParser()
        let text = ServerSentEvent(id: "a\ndata: forged\r", event: "x\ny", data: "true").text
        #expect(try parser.read(Array(text.utf8)).map(\.data) == ["true"])
    }

    @Test func `lines and events without end are refused`() {
        var parser = ServerSentEventParser(limit: 100)
        #expect(throws: ServerSentEventParser.TooLong.self) { try parser.read(Array(repeating: 65, count: 101)) }
        var other = ServerSentEventParser(limit: 100)
        #expect(throws: ServerSentEventParser.TooLong.self) {
            for _ in 0..<100 { _ = try other.read(Array("data: 0123456789\n".utf8)) }
        }
    }
}
