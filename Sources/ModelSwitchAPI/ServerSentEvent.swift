/// One event of a `text/event-stream`.
///
/// - Source: the section "Server-sent events" of WHATWG's HTML standard.
package struct ServerSentEvent: Sendable, Equatable {
    /// Where to go on from; nil where the event gives none.
    package var id: String?
    /// The event's type; `message` where none is given.
    package var event: String
    package var data: String

    package init(id: String? = nil, event: String = "message", data: String) {
        self.id = id
        self.event = event
        self.data = data
    }

    /// A line that clients pass over, which keeps proxies from closing the stream and finds clients that are gone.
    package static let heartbeat = ":\n\n"

    /// How long clients wait before they connect again.
    package static func retry(milliseconds: Int) -> String { "retry: \(milliseconds)\n\n" }

    /// The event as it is sent; its data may have several lines.
    package var text: String {
        var text = ""
        if let id { text += "id: \(Self.oneLine(id))\n" }
        if event != "message" { text += "event: \(Self.oneLine(event))\n" }
        let normal = data.replacingLineEnds
        for line in normal.split(separator: "\n", omittingEmptySubsequences: false) { text += "data: \(line)\n" }
        return text + "\n"
    }

    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !["\n", "\r", "\0"].contains($0) }))
    }
}

extension String {
    /// The text with line feeds for all line ends.
    fileprivate var replacingLineEnds: String {
        guard utf8.contains(0x0D) else { return self }
        var bytes: [UInt8] = []
        var isAfterReturn = false
        for byte in utf8 {
            if byte == 0x0D { bytes.append(0x0A) } else if byte != 0x0A || !isAfterReturn { bytes.append(byte) }
            isAfterReturn = byte == 0x0D
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
