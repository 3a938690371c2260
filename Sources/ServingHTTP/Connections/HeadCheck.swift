import NIOHTTP1

/// What a request's head must be beyond what the parser asks: such that nobody can read it in another way.
enum HeadCheck {
    /// Bytes of path and query.
    static let longestTarget = 8192
    private static let longestLength = 18

    /// Why a head is refused; nil for one that is not.
    static func fault(in head: HTTPRequestHead) -> ConnectionFault? {
        target(head) ?? host(head) ?? values(head.headers) ?? length(head)
    }

    private static func target(_ head: HTTPRequestHead) -> ConnectionFault? {
        guard head.uri.utf8.count <= longestTarget else { return .longTarget }
        guard head.uri.utf8.first == UInt8(ascii: "/") || (head.uri == "*" && head.method == .OPTIONS) else {
            return ConnectionFault(
                .malformed,
                "the target of the request is no path; begin it with /, and name the server in Host"
            )
        }
        guard head.uri.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "#") }) else {
            return ConnectionFault(.malformed, "the path has characters that must be percent-encoded")
        }
        return nil
    }

    private static func host(_ head: HTTPRequestHead) -> ConnectionFault? {
        let hosts = head.headers["host"]
        guard hosts.count == 1 || (hosts.isEmpty && head.version == .http1_0) else {
            return ConnectionFault(.malformed, "got \(hosts.count) Host headers, expected one")
        }
        guard let host = hosts.first, !host.utf8.allSatisfy(isOfHost) else { return nil }
        return ConnectionFault(.malformed, "the Host is no name with a port")
    }

    private static func isOfHost(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !"/\\?#@,<>\"".utf8.contains(byte)
    }

    private static func values(_ headers: HTTPHeaders) -> ConnectionFault? {
        for (_, value) in headers where !value.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) {
            return ConnectionFault(.malformed, "a header has control characters")
        }
        return nil
    }

    private static func length(_ head: HTTPRequestHead) -> ConnectionFault? {
        let codings = head.headers["transfer-encoding"]
        let lengths = head.headers["content-length"]
        guard codings.isEmpty else {
            guard lengths.isEmpty, head.version == .http1_1 else { return .unclearLength }
            guard codings.count == 1, codings.first?.lowercased() == "chunked" else {
                return ConnectionFault(.notImplemented, "the transfer coding is not known; chunked alone is")
            }
            return nil
        }
        guard let length = lengths.first else { return nil }
        let isNumber = length.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return lengths.count == 1 && isNumber && (1...longestLength).contains(length.utf8.count) ? nil : .unclearLength
    }
}
