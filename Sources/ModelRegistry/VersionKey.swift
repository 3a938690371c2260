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
