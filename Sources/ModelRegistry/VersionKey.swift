/// A version of a model.
package struct VersionKey: Sendable, Hashable, CustomStringConvertible {
    package let model: String
    package let version: String

    package init(model: String, version: String) {
        self.model = model
        self.version = version
    }

    package var description: String { "\(model)/\(version)" }

    /// Whether a name may stand for a model or a version.
    ///
    /// A name becomes a folder, a label and a part of a path: 1 to 64 letters, digits, `.`, `_` and `-` of ASCII, of
    /// which the first is a letter or a digit.
    package static func isValid(name: String) -> Bool {
        guard let first = name.utf8.first, isAlphanumeric(first), name.utf8.count <= 64 else { return false }
        return name.utf8.allSatisfy {
            isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
        }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"):
            true
        default:
            false
        }
    }
}

/// Orders names as people count: `v2` before `v10`.
package func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
    var (left, right) = (Substring(left), Substring(right))
    while let first = left.first, let second = right.first {
        if first.isASCIIDigit, second.isASCIIDigit {
            let (number, other) = (left.takeNumber(), right.takeNumber())
            if number.count != other.count { return number.count < other.count }
            if number != other { return number < other }
        } else {
            if first != second { return first < second }
            left.removeFirst()
            right.removeFirst()
        }
    }
    return left.isEmpty && !right.isEmpty
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension Substring {
    /// Removes the leading digits and returns them without leading zeros.
    fileprivate mutating func takeNumber() -> Substring {
        let digits = prefix(while: \.isASCIIDigit)
        removeFirst(digits.count)
        return digits.drop { $0 == "0" }
    }
}
