import HTTPTypes

/// A request's place in a distributed trace.
///
/// - Source: W3C Trace Context, level 1 with the random flag of level 2.
package struct TraceContext: Sendable, Equatable {
    /// Which trace; never all zeros.
    package let traceHigh: UInt64
    package let traceLow: UInt64
    /// The caller's part of it; nil when the trace begins here.
    package let parent: UInt64?
    /// This server's part of it.
    package let span: UInt64
    /// The flags that are handed on: sampled (1) and random (2).
    private let flags: UInt8
    /// What other systems noted, to be handed on as it is; nil when there is none or it is not as it should be.
    package let state: String?

    static let parentHeader = HTTPField.Name("traceparent")
    static let stateHeader = HTTPField.Name("tracestate")

    /// The trace of a request: the caller's where its headers give one, else one that begins here.
    ///
    /// - Parameter ids: gives numbers that no other call gets.
    init(_ headers: HTTPFields, ids: () -> UInt64 = SpanIDs.next) {
        span = max(1, ids())
        guard let name = Self.parentHeader, let value = Self.only(headers[values: name]),
            let parent = TraceParent(value)
        else {
            (traceHigh, traceLow) = (ids(), max(1, ids()))
            (parent, flags, state) = (nil, 0, nil)
            return
        }
        (traceHigh, traceLow) = (parent.traceHigh, parent.traceLow)
        self.parent = parent.span
        flags = parent.flags & 3
        state = Self.stateHeader.flatMap { TraceState.checked(headers[values: $0]) }
    }

    /// Two headers of the name leave open which one holds, so none does.
    private static func only(_ values: [String]) -> String? {
        values.count == 1 ? values.first : nil
    }

    /// Whether the caller recorded its part.
    package var isSampled: Bool { flags & 1 == 1 }

    package var traceID: String { Hexadecimal.text(traceHigh) + Hexadecimal.text(traceLow) }
    package var spanID: String { Hexadecimal.text(span) }

    /// What the answer says: the trace, and this server's part as the parent of what follows.
    package var parentText: String {
        String(unsafeUninitializedCapacity: 55) { text in
            func put(_ byte: UInt8, _ index: Int) { text[index] = byte }
            for (index, byte) in "00-".utf8.enumerated() { put(byte, index) }
            Hexadecimal.write(traceHigh, digits: 16) { put($1, 3 + $0) }
            Hexadecimal.write(traceLow, digits: 16) { put($1, 19 + $0) }
            put(UInt8(ascii: "-"), 35)
            Hexadecimal.write(span, digits: 16) { put($1, 36 + $0) }
            put(UInt8(ascii: "-"), 52)
            Hexadecimal.write(UInt64(flags), digits: 2) { put($1, 53 + $0) }
            return 55
        }
    }

    /// Where the trace lies between 0 and 1: the same for all who take part in it, so that they can take the same ones.
    package var fraction: Double { Double(traceLow & 0xFF_FFFF_FFFF_FFFF) / 0x1p56 }
}
