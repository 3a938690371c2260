/// A range of addresses that share their first bits, such as `10.0.0.0/8`.
package struct IPNetwork: Sendable, Hashable {
    private let base: IPAddress
    private let highMask: UInt64
    private let lowMask: UInt64

    /// Reads a range in CIDR notation, or a single address; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let first = parts.first, let address = IPAddress(first) else { return nil }
        let bits = address.isV4 && !first.contains(":") ? 32 : 128
        var length = bits
        if parts.count == 2 {
            guard (1...3).contains(parts[1].utf8.count), let given = UInt8(parts[1]), Int(given) <= bits,
                parts[1].allSatisfy(\.isNumber)
            else { return nil }
            length = Int(given)
        }
        let prefix = length + 128 - bits
        highMask = prefix >= 64 ? .max : .max << UInt64(64 - prefix)
        lowMask = prefix >= 128 ? .max : prefix <= 64 ? 0 : .max << UInt64(128 - prefix)
        base = IPAddress(high: address.high & highMask, low: address.low & lowMask)
    }

    package func contains(_ address: IPAddress) -> Bool {
        address.high & highMask == base.high && address.low & lowMask == base.low
    }
}
