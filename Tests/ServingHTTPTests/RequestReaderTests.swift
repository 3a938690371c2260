import HTTPTypes
import Hummingbird
import ModelSwitchAPI
import NIOCore
import Testing

@testable import ServingHTTP

@Suite struct RequestReaderTests {
    private let reader = RequestReader(maximumBodyBytes: 10)

    private func request(_ parts: [String], headers: HTTPFields = [:]) -> Request {
        let stream = AsyncStream<ByteBuffer> { continuation in
            for part in parts { continuation.yield(ByteBuffer(string: part)) }
            continuation.finish()
        }
        let head = HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/predict", headerFields: headers)
        return Request(head: head, body: RequestBody(asyncSequence: stream))
    }

    @Test func `a body that comes in parts is put together`() async throws {
        #expect(try await reader.jsonBytes(request(["12345", "", "67890"])) == Array("1234567890".utf8))
    }

    @Test(arguments: [["12345678901"], ["12345", "678901"], ["1234567890", "1"]])
    func `a body without a length is refused at its first byte over the limit`(parts: [String]) async throws {
        let error = await #expect(throws: HTTPFailure.self) { try await reader.jsonBytes(request(parts)) }
        #expect(error?.code == .bodyTooLarge)
    }

    @Test func `a body that says it is too large is not read`() async throws {
        let stream = AsyncStream<ByteBuffer> { _ in }
        let head = HTTPRequest(
            method: .post,
            scheme: "http",
            authority: "x",
            path: "/predict",
            headerFields: [.contentLength: "11"]
        )
        // The stream never yields: only a reader that does not read gets past it.
        let request = Request(head: head, body: RequestBody(asyncSequence: stream))
        let error = await #expect(throws: HTTPFailure.self) { try await reader.jsonBytes(request) }
        #expect(error?.code == .bodyTooLarge)
    }

    @Test(arguments: ["br", "zstd", "gzip, gzip", "compress"])
    func `a body of another coding is refused`(coding: String) async throws {
        let error = await #expect(throws: HTTPFailure.self) {
            try await reader.jsonBytes(request(["x"], headers: [.contentEncoding: coding]))
        }
        #expect(error?.code == .unsupportedMediaType)
    }

    @Test(arguments: ["gzip", "deflate"])
    func `a body that is not compressed as it says is refused`(coding: String) async throws {
        let error = await #expect(throws: HTTPFailure.self) {
            try await reader.jsonBytes(request(["x", "yz"], headers: [.contentEncoding: coding]))
        }
        #expect(error?.code == .invalidBody)
    }
}
