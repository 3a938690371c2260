/// An Internet address of either version; one of version 4 is the same as its form inside version 6.
package struct IPAddress: Sendable, Hashable {
    /// The first 64 bits of the address in version 6: its network.
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// - Parameter v4: the four bytes, the first of them the most significant.
    package init(v4: UInt32) {
        high = 0
        low = Self.mappedPrefix | UInt64(v4)
    }

    /// Reads an address such as `192.0.2.7`, `2001:db8::7` or `::ffff:192.0.2.7`; nil for anything else.
    ///
    /// Numbers with leading zeros, zones and ports are refused: what two readers could read differently is no address.
    package init?(_ text: some StringProtocol) {
        guard (2...45).contains(text.utf8.count) else { return nil }
        if text.utf8.contains(UInt8(ascii: ":")) {
            self.init(v6: text)
        } else {
            guard let v4 = Self.v4(text) else { return nil }
            self.init(v4: v4)
        }
    }

    package var isV4: Bool { high == 0 && low >> 32 == 0xFFFF }

    package var isLoopback: Bool { isV4 ? (low >> 24) & 0xFF == 127 : high == 0 && low == 1 }

    /// What stands for one customer: the address of version 4, or the network of 64 bits, of which a customer has all.
    package var customer: IPAddress { isV4 ? self : IPAddress(high: high, low: 0) }

    private static let mappedPrefix: UInt64 = 0xFFFF_0000_0000

    // MARK: - Reading

    private static func v4(_ text: some StringProtocol) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
                part.utf8.count == 1 || part.utf8.first != UInt8(ascii: "0"), let byte = UInt8(part)
            else { return nil }
            value = value << 8 | UInt32(byte)
        }
        return value
    }

    private init?(v6 text: some StringProtocol) {
        let halves = String(text).split(separator: "::", omittingEmptySubsequences: false)
        guard let first = halves.first, let head = Self.groups(first, isEnd: halves.count == 1) else { return nil }
        switch halves.count {
        case 1:
            guard head.count == 8 else { return nil }
            self.init(groups: head)
        case 2:
            guard let tail = Self.groups(halves[1], isEnd: true), head.count + tail.count < 8 else { return nil }
            self.init(groups: head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
        default:
            return nil
        }
    }

    private init(groups: [UInt64]) {
        high = groups.prefix(4).reduce(0) { $0 << 16 | $1 }
        low = groups.suffix(4).reduce(0) { $0 << 16 | $1 }
    }

    private static func groups(_ text: Substring, isEnd: Bool) -> [UInt64]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var groups: [UInt64] = []
        for (index, part) in parts.enumerated() {
            if isEnd, index == parts.count - 1, let v4 = v4(part) {
                groups += [UInt64(v4 >> 16), UInt64(v4 & 0xFFFF)]
                continue
            }
            guard (1...4).contains(part.utf8.count), part.allSatisfy({ $0.isASCII && $0.isHexDigit }),
                let group = UInt64(part, radix: 16)
            else { return nil }
            groups.append(group)
        }
        return groups
    }
}

extension IPAddress: CustomStringConvertible {
    /// The address as RFC 5952 writes it.
    package var description: String {
        if isV4 { return Self.textV4(UInt32(truncatingIfNeeded: low)) }
        let groups = [high, low].flatMap { half in (0..<4).map { (half >> (48 - 16 * UInt64($0))) & 0xFFFF } }
        let gap = Self.longestGap(groups)
        guard gap.count > 1 else { return Self.text(groups[...]) }
        return Self.text(groups[..<gap.lowerBound]) + "::" + Self.text(groups[gap.upperBound...])
    }

    /// Each request's line has it, so no text is made on the way to the whole.
    private static func textV4(_ address: UInt32) -> String {
        String(unsafeUninitializedCapacity: 15) { text in
            var count = 0
            for shift: UInt32 in stride(from: 24, through: 0, by: -8) {
                let byte = UInt8(truncatingIfNeeded: address >> shift)
                if shift < 24 { put(UInt8(ascii: "."), &count, text) }
                if byte > 99 { put(UInt8(ascii: "0") + byte / 100, &count, text) }
                if byte > 9 { put(UInt8(ascii: "0") + byte / 10 % 10, &count, text) }
                put(UInt8(ascii: "0") + byte % 10, &count, text)
            }
            return count
        }
    }

    private static func put(_ byte: UInt8, _ count: inout Int, _ text: UnsafeMutableBufferPointer<UInt8>) {
        text[count] = byte
        count += 1
    }

    private static func text(_ groups: ArraySlice<UInt64>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    /// The first of the longest runs of zeros.
    private static func longestGap(_ groups: [UInt64]) -> Range<Int> {
        var longest = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            if group != 0 { start = index + 1 }
            if index + 1 - start > longest.count { longest = start..<index + 1 }
        }
        return longest
    }
}
