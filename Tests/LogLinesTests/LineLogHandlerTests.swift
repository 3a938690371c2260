import Foundation
import Logging
import Testing

@testable import LogLines

@Suite struct LineLogHandlerTests {
    private let pipe = Pipe()

    private func handler(_ style: LineStyle = .json) -> LineLogHandler {
        LineLogHandler(
            logLevel: .info,
            style: style,
            output: LineOutput(descriptor: pipe.fileHandleForWriting.fileDescriptor) { _ in [] },
            metadataProvider: Logger.MetadataProvider { ["trace_id": "t", "sampled": .stringConvertible(true)] }
        )
    }

    private func fields(_ metadata: Logger.Metadata, _ handler: LineLogHandler) throws -> [String: Any] {
        let event = LogEvent(
            level: .notice,
            message: "switched",
            metadata: metadata,
            source: "test",
            file: "",
            function: "",
            line: 0
        )
        let line = handler.line(event, time: .now)
        return try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
    }

    @Test func `a line has its own facts, the handler's and the request's`() throws {
        var handler = handler()
        handler[metadataKey: "model"] = "default"
        handler[metadataKey: "hb.request.id"] = "x"
        let fields = try fields(["generation": .stringConvertible(3), "level": "forged", "trace_id": "own"], handler)
        #expect(fields["generation"] as? Int == 3)
        #expect(fields["model"] as? String == "default")
        #expect(fields["trace_id"] as? String == "own")
        #expect(fields["sampled"] as? Bool == true)
        #expect(fields["level"] as? String == "notice")
        #expect(fields["hb.request.id"] == nil)
    }

    @Test(arguments: ["Authorization", "admin_api_key", "x-api-key", "password", "Set-Cookie", "client_secret"])
    func `no line shows a secret`(_ name: String) throws {
        #expect(try fields([name: "hunter2"], handler())[name] as? String == "(hidden)")
    }

    @Test func `lines reach the descriptor in their order`() throws {
        let handler = handler()
        for number in 0..<500 {
            handler.log(
                event: LogEvent(
                    level: .info,
                    message: "m",
                    metadata: ["n": .stringConvertible(number)],
                    source: "test",
                    file: "",
                    function: "",
                    line: 0
                )
            )
        }
        var text = ""
        while text.count(where: { $0 == "\n" }) < 500 {
            text += String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        }
        let numbers = text.matches(of: /"n":(\d+)/).compactMap { Int($0.output.1) }
        #expect(numbers == Array(0..<500))
    }
}
