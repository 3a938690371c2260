import NIOHTTP1
import Testing

@testable import ServingHTTP

@Suite struct HeadCheckTests {
    private func fault(
        _ uri: String = "/predict",
        _ method: HTTPMethod = .POST,
        _ version: HTTPVersion = .http1_1,
        _ headers: [(String, String)] = [("Host", "a")]
    ) -> ConnectionFault.Code? {
        HeadCheck.fault(in: HTTPRequestHead(version: version, method: method, uri: uri, headers: HTTPHeaders(headers)))?
            .code
    }

    @Test(arguments: ["/", "/predict?version=v1", "/models/a%2Fb", "/a~!$&'()*+,;=:@/"])
    func `paths pass`(uri: String) {
        #expect(fault(uri) == nil)
    }

    @Test(arguments: ["http://a/predict", "a:80", "", "predict", "*", "/a b", "/é", "/a#b", "/\u{7F}", "//\\\u{0}"])
    func `other targets do not`(uri: String) {
        #expect(fault(uri) == .malformed)
    }

    @Test func `a target may be long, but not longer`() {
        #expect(fault("/" + String(repeating: "a", count: HeadCheck.longestTarget - 1)) == nil)
        #expect(fault("/" + String(repeating: "a", count: HeadCheck.longestTarget)) == .targetTooLong)
        #expect(fault("*", .OPTIONS) == nil)
    }

    @Test(arguments: [["a", "b"], ["a", "a"], [], ["a b"], ["a, b"], ["a/b"], ["user@a"], ["a\\b"]])
    func `one Host is needed, and it is a name`(hosts: [String]) {
        #expect(fault("/", .GET, .http1_1, hosts.map { ("host", $0) }) == .malformed)
    }

    @Test func `before HTTP 1 point 1 none is needed`() {
        #expect(fault("/", .GET, .http1_0, []) == nil)
        #expect(fault("/", .GET, .http1_0, [("Host", "a"), ("HOST", "b")]) == .malformed)
        #expect(fault("/", .GET, .http1_1, [("Host", "[::1]:8000")]) == nil)
    }

    @Test(arguments: [
        [("Content-Length", "2"), ("Content-Length", "3")], [("Content-Length", "2"), ("content-length", "2")],
        [("Content-Length", "2, 2")], [("Content-Length", "+2")], [("Content-Length", "-2")], [("Content-Length", "")],
        [("Content-Length", "0x2")], [("Content-Length", "9999999999999999999")],
        [("Content-Length", "2"), ("Transfer-Encoding", "chunked")],
    ])
    func `a length that can be read in two ways is refused`(headers: [(String, String)]) {
        #expect(fault("/", .POST, .http1_1, [("Host", "a")] + headers) == .malformed)
    }

    @Test(arguments: ["gzip", "identity, chunked", "chunked, chunked", "xchunked", "chunked;a", ""])
    func `chunks are the only transfer coding`(coding: String) {
        #expect(fault("/", .POST, .http1_1, [("Host", "a"), ("Transfer-Encoding", coding)]) == .notImplemented)
    }

    @Test func `chunks pass, where the version has them`() {
        #expect(fault("/", .POST, .http1_1, [("Host", "a"), ("Transfer-Encoding", "Chunked")]) == nil)
        #expect(fault("/", .POST, .http1_0, [("Host", "a"), ("Transfer-Encoding", "chunked")]) == .malformed)
        let twice = [("Host", "a"), ("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "chunked")]
        #expect(fault("/", .POST, .http1_1, twice) == .notImplemented)
    }

    @Test(arguments: ["a\r\nb", "a\nb", "a\u{0}b", "\u{1B}[31m", "a\u{7F}"])
    func `control characters in a value are refused`(value: String) {
        #expect(fault("/", .GET, .http1_1, [("Host", "a"), ("X-A", value)]) == .malformed)
        #expect(fault("/", .GET, .http1_1, [("Host", "a"), ("X-A", "a\tb é")]) == nil)
    }
}
