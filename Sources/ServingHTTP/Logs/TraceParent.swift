/// The value of a `traceparent` header.
struct TraceParent: Equatable {
    let traceHigh: UInt64
    let traceLow: UInt64
    let span: UInt64
    let flags: UInt8

    /// Nil for what the specification calls invalid: other lengths, capitals, zeros alone, version `ff`.
    ///
    /// A version that came after this was written is read as far as version 00 goes, and may have more behind it.
    init?(_ text: String) {
        let bytes = Array(text.utf8.prefix(257))
        guard bytes.count >= 55, bytes.count <= 256 else { return nil }
        let dashes = [2, 35, 52].allSatisfy { bytes[$0] == UInt8(ascii: "-") }
        guard dashes, let version = Hexadecimal.number(bytes[0..<2]), version != 0xFF else { return nil }
        guard bytes.count == 55 || (version > 0 && bytes[55] == UInt8(ascii: "-")) else { return nil }
        guard let high = Hexadecimal.number(bytes[3..<19]), let low = Hexadecimal.number(bytes[19..<35]),
            let span = Hexadecimal.number(bytes[36..<52]), let flags = Hexadecimal.number(bytes[53..<55]),
            high | low != 0, span != 0
        else { return nil }
        (traceHigh, traceLow, self.span, self.flags) = (high, low, span, UInt8(truncatingIfNeeded: flags))
    }
}
