import Admission

/// A browser's origin, such as `https://app.example:8443`: where a page came from.
package struct WebOrigin: Sendable, Hashable, CustomStringConvertible {
    package let scheme: String
    /// In lower case; an address of version 6 in brackets.
    private let host: String
    /// Nil for the scheme's own.
    private let port: UInt16?

    /// Reads an origin; nil for `null`, a path, a name with a user, and anything else that a browser would not send.
    package init?(_ text: String) {
        let lower = text.lowercased()
        guard let colon = lower.firstIndex(of: ":"), lower[colon...].hasPrefix("://") else { return nil }
        scheme = String(lower[..<colon])
        let authority = lower[colon...].dropFirst(3)
        let end = authority.hasPrefix("[") ? authority.firstIndex(of: "]").map { authority.index(after: $0) } : nil
        let nameEnd = end ?? authority.firstIndex(of: ":") ?? authority.endIndex
        host = String(authority[..<nameEnd])
        guard Self.isScheme(scheme), Self.isHost(host) else { return nil }
        let tail = authority[nameEnd...]
        guard !tail.isEmpty else {
            port = nil
            return
        }
        guard tail.first == ":", (2...6).contains(tail.utf8.count), tail.dropFirst().allSatisfy(\.isNumber),
            let number = UInt16(tail.dropFirst())
        else {
            return nil
        }
        port = Self.defaultPorts[scheme] == number ? nil : number
    }

    package var description: String { "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")" }

    private static let defaultPorts: [String: UInt16] = ["http": 80, "https": 443]

    private static func isScheme(_ text: String) -> Bool {
        guard let first = text.utf8.first, (0x61...0x7A).contains(first) else { return false }
        return text.utf8.allSatisfy { isLetterOrDigit($0) || "+-.".utf8.contains($0) }
    }

    private static func isHost(_ text: String) -> Bool {
        if text.hasPrefix("[") { return text.hasSuffix("]") && IPAddress(text.dropFirst().dropLast()) != nil }
        return (1...253).contains(text.utf8.count)
            && text.utf8.allSatisfy { isLetterOrDigit($0) || "-._".utf8.contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
}
