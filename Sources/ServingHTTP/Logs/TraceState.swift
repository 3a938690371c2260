/// The value of `tracestate` headers: members of other systems, which are handed on untouched or not at all.
enum TraceState {
    private static let longest = 512
    private static let mostMembers = 32

    /// The members as one value; nil when one of them is not as the specification wants it.
    static func checked(_ values: [String]) -> String? {
        guard !values.isEmpty, values.reduce(0, { $0 + $1.utf8.count }) <= longest else { return nil }
        let members = values.joined(separator: ",").split(separator: ",", omittingEmptySubsequences: true)
            .map { $0.trimming { $0 == " " || $0 == "\t" } }
            .filter { !$0.isEmpty }
        guard !members.isEmpty, members.count <= mostMembers else { return nil }
        let keys = members.compactMap(key)
        guard keys.count == members.count, Set(keys).count == keys.count else { return nil }
        return members.joined(separator: ",")
    }

    /// The key of a member that is `key=value`; nil for one that is not well-formed.
    private static func key(_ member: Substring) -> Substring? {
        guard let equals = member.firstIndex(of: "=") else { return nil }
        let key = member[..<equals]
        let value = member[member.index(after: equals)...]
        return isKey(key) && isValue(value) ? key : nil
    }

    private static func isKey(_ key: Substring) -> Bool {
        let parts = key.split(separator: "@", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return isName(parts[0], longest: 256, mayBeginWithDigit: false)
        case 2:
            return isName(parts[0], longest: 241, mayBeginWithDigit: true)
                && isName(parts[1], longest: 14, mayBeginWithDigit: false)
        default: return false
        }
    }

    private static func isName(_ name: Substring, longest: Int, mayBeginWithDigit: Bool) -> Bool {
        guard let first = name.utf8.first, name.utf8.count <= longest else { return false }
        let isLetter = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first)
        guard isLetter || (mayBeginWithDigit && isDigit(first)) else { return false }
        return name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || isDigit(byte) || "_-*/".utf8.contains(byte)
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isValue(_ value: Substring) -> Bool {
        guard (1...256).contains(value.utf8.count) else { return false }
        return value.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "=") }
    }
}

extension Substring {
    fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
        var rest = drop(while: isTrimmed)
        while let last = rest.last, isTrimmed(last) { rest.removeLast() }
        return rest
    }
}
