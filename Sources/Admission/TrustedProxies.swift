/// The proxies whose word on where a request came from is believed.
package struct TrustedProxies: Sendable, Equatable {
    /// A chain that is longer than this is not followed to its end.
    private static let longestChain = 32

    private let networks: [IPNetwork]

    package init(_ networks: [IPNetwork] = []) {
        self.networks = networks
    }

    package var isEmpty: Bool { networks.isEmpty }

    package func contains(_ address: IPAddress) -> Bool {
        networks.contains { $0.contains(address) }
    }

    /// The address that a request came from: the last one in the chain that is no trusted proxy.
    ///
    /// Each proxy adds at the end whom it was called by, so a chain is true from its end to the first address that is not
    /// trusted; what stands before that is whatever the client wrote. When both headers are there and disagree, one of
    /// them was written by the client, and nobody knows which: the proxy's own address counts.
    ///
    /// - Parameters:
    ///   - peer: the connection's other end.
    ///   - forwardedFor: the values of `X-Forwarded-For`, in order.
    ///   - forwarded: the values of `Forwarded` (RFC 7239), in order.
    package func client(peer: IPAddress, forwardedFor: [String], forwarded: [String]) -> IPAddress {
        guard contains(peer) else { return peer }
        let candidates = [Self.hops(forwardedFor), Self.standardHops(forwarded)]
            .filter { !$0.isEmpty }
            .map { follow($0, from: peer) }
        guard let first = candidates.first, candidates.allSatisfy({ $0 == first }) else { return peer }
        return first
    }

    private func follow(_ hops: [Substring], from peer: IPAddress) -> IPAddress {
        var client = peer
        for hop in hops.reversed().prefix(Self.longestChain) {
            guard contains(client), let address = Self.address(ofHop: hop) else { break }
            client = address
        }
        return client
    }

    // MARK: - Reading

    private static func hops(_ values: [String]) -> [Substring] {
        values.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// The `for` of each element; an element without one is a hop that cannot be read.
    private static func standardHops(_ values: [String]) -> [Substring] {
        values.flatMap { value in
            value.split(separator: ",", omittingEmptySubsequences: false).map { element in
                element.split(separator: ";").lazy.map(trimmed)
                    .first { $0.lowercased().hasPrefix("for=") }?.dropFirst(4) ?? ""
            }
        }
    }

    /// The address of a hop: alone, or with a port, in brackets, or quoted.
    private static func address(ofHop hop: Substring) -> IPAddress? {
        var text = trimmed(hop)
        if text.count >= 2, text.first == "\"", text.last == "\"" { text = text.dropFirst().dropLast() }
        if text.first == "[" {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let port = text[text.index(after: end)...]
            guard port.isEmpty || port.first == ":" else { return nil }
            return IPAddress(text[text.index(after: text.startIndex)..<end])
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? IPAddress(parts[0]) : IPAddress(text)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
