/// The names that a server may be called by in a request's Host.
///
/// A page whose own name was made to resolve to this machine still sends that name, and so is told apart.
struct HostNames: Sendable {
    private let names: Set<String>
    /// Whether any literal address is one of the server's: it listens on all of them.
    private let takesAnyAddress: Bool

    init(host: String, others: [String]) {
        names = Set((["localhost", host] + others).map { $0.lowercased() })
        takesAnyAddress = ["0.0.0.0", "::", "[::]"].contains(host)
    }

    /// - Parameter authority: a name or an address, with or without a port.
    func contains(authority: String) -> Bool {
        let name = Self.name(in: authority).lowercased()
        return names.contains(name) || Self.isLoopback(name) || (takesAnyAddress && Self.isAddress(name))
    }

    static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost" || host == "::1" || (host.hasPrefix("127.") && isAddress(host))
    }

    private static func name(in authority: String) -> String {
        if authority.hasPrefix("["), let end = authority.firstIndex(of: "]") {
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 ? String(parts[0]) : authority
    }

    private static func isAddress(_ name: String) -> Bool {
        if name.contains(":") { return name.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." } }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
