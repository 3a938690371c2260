import Admission

/// The names that a server may be called by in a request's Host.
///
/// A page whose own name was made to resolve to this machine still sends that name, and so is told apart.
struct HostNames: Sendable {
    private let names: Set<String>
    /// Whether any literal address is one of the server's: it listens on all of them.
    private let takesAnyAddress: Bool

    init(host: String, others: [String]) {
        names = Set((["localhost", host] + others).map(Self.normal))
        takesAnyAddress = ["0.0.0.0", "::", "[::]"].contains(host)
    }

    /// - Parameter authority: a name or an address, with or without a port; a name may end in the dot of the root.
    func contains(authority: String) -> Bool {
        guard let name = Self.name(in: authority).map(Self.normal) else { return false }
        if names.contains(name) || Self.isLoopback(name) { return true }
        return takesAnyAddress && IPAddress(name) != nil
    }

    static func isLoopback(_ host: String) -> Bool {
        host.lowercased() == "localhost" || IPAddress(host)?.isLoopback == true
    }

    /// The one way to write a name: in lower case, without the dot of the root, and an address in its short form.
    private static func normal(_ name: String) -> String {
        if let address = IPAddress(name) { return address.description }
        let lower = name.lowercased()
        return lower.hasSuffix(".") ? String(lower.dropLast()) : lower
    }

    /// The name without its port; nil when there is anything else in the authority.
    private static func name(in authority: String) -> String? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]"), isPort(authority[authority.index(after: end)...]) else {
                return nil
            }
            let name = String(authority[authority.index(after: authority.startIndex)..<end])
            return name.contains(":") ? name : nil
        }
        guard let colon = authority.firstIndex(of: ":") else { return authority }
        return isPort(authority[colon...]) ? String(authority[..<colon]) : nil
    }

    /// Whether a text is nothing, or a colon with a port; the port may be empty (RFC 3986).
    private static func isPort(_ text: Substring) -> Bool {
        guard let first = text.first else { return true }
        let digits = text.dropFirst()
        return first == ":" && (digits.isEmpty || (digits.allSatisfy(\.isNumber) && UInt16(digits) != nil))
    }
}
