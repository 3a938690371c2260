import NIOCore

/// As much of a request's first line as tells what to answer when it cannot be parsed.
struct RequestLine {
    /// Whether the line has not ended.
    private(set) var isOpen = true
    /// Whether the request begins as one of HTTP does, and not as one of TLS, say.
    private(set) var startsLikeMethod = false
    /// Whether the line ended without a carriage return.
    private(set) var endsBare = false
    private var last: UInt8?

    private static let lineFeed = UInt8(ascii: "\n")

    mutating func append(_ bytes: ByteBufferView) {
        guard isOpen, let first = bytes.first else { return }
        if last == nil { startsLikeMethod = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) }
        if let end = bytes.firstIndex(of: Self.lineFeed) {
            isOpen = false
            let before = end > bytes.startIndex ? bytes[bytes.index(before: end)] : last
            endsBare = before != UInt8(ascii: "\r")
        }
        last = bytes.last
    }
}
