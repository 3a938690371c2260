import PickleReader

/// A version of scikit-learn: it decides what the numbers in a file mean.
struct ScikitLearnVersion: Comparable, CustomStringConvertible {
    let major: Int
    let minor: Int
    let description: String

    /// Reads `1.7.2` or `1.8.dev0`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 2)
        guard text.utf8.count <= 64, text == text.printable, parts.count >= 2, let major = Int(parts[0]),
            let minor = Int(parts[1])
        else {
            return nil
        }
        self.major = major
        self.minor = minor
        description = text
    }

    private init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
        description = "\(major).\(minor)"
    }

    /// The versions whose files were compared with this reader, from the first to before the last.
    static let known = release(0, 22)..<release(1, 10)

    /// The version in which something changed.
    static func release(_ major: Int, _ minor: Int) -> ScikitLearnVersion { ScikitLearnVersion(major, minor) }

    static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }

    static func == (left: Self, right: Self) -> Bool { (left.major, left.minor) == (right.major, right.minor) }
}
