/// Reads a `text/event-stream` from bytes that come in pieces of any size.
///
/// - Source: the section "Interpreting an event stream" of WHATWG's HTML standard.
package struct ServerSentEventParser: Sendable {
    /// The stream has a line or an event that is longer than any server of ours sends.
    package struct TooLong: Error, Equatable {
        package init() {}
    }

    private let limit: Int
    private var line: [UInt8] = []
    private var isAfterReturn = false
    private var isAtStart = true
    private var event = ""
    private var data: [UInt8] = []
    private var hasData = false
    /// The last id that was given; it holds for the events that follow, too.
    package private(set) var lastID: String?
    /// How long the server wants clients to wait before they connect again.
    package private(set) var retryMilliseconds: Int?

    /// - Parameter limit: bytes that a line or an event's data may have.
    package init(limit: Int = 1 << 20) {
        self.limit = limit
    }

    /// Takes bytes in.
    ///
    /// - Returns: the events that they completed.
    package mutating func read(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in bytes {
            let wasAfterReturn = isAfterReturn
            isAfterReturn = byte == 0x0D
            if byte == 0x0A, wasAfterReturn { continue }
            if byte == 0x0A || byte == 0x0D {
                if let event = endLine() { events.append(event) }
            } else {
                guard line.count < limit else { throw TooLong() }
                line.append(byte)
            }
            guard data.count <= limit else { throw TooLong() }
        }
        return events
    }

    private mutating func endLine() -> ServerSentEvent? {
        defer { line.removeAll(keepingCapacity: true) }
        if isAtStart, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isAtStart = false
        guard !line.isEmpty else { return dispatch() }
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
            take(field: line[...], value: [])
            return nil
        }
        var value = line[(colon + 1)...]
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        take(field: line[..<colon], value: value)
        return nil
    }

    private mutating func take(field: ArraySlice<UInt8>, value: ArraySlice<UInt8>) {
        switch String(decoding: field, as: UTF8.self) {
        case "event":
            event = String(decoding: value, as: UTF8.self)
        case "data":
            if hasData { data.append(0x0A) }
            data += value
            hasData = true
        case "id" where !value.contains(0):
            lastID = String(decoding: value, as: UTF8.self)
        case "retry":
            let isNumber = !value.isEmpty && value.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            if isNumber { retryMilliseconds = Int(String(decoding: value, as: UTF8.self)) ?? retryMilliseconds }
        default:
            break
        }
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            event = ""
            data = []
            hasData = false
        }
        guard hasData else { return nil }
        return ServerSentEvent(
            id: lastID,
            event: event.isEmpty ? "message" : event,
            data: String(decoding: data, as: UTF8.self)
        )
    }
}
