/// A version of scikit-learn: it decides what the numbers in a file mean.
struct ScikitLearnVersion: Comparable, CustomStringConvertible {
    let major: Int
    let minor: Int
    let description: String

    /// Reads `1.7.2` or `1.8.dev0`; nil for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: ".", maxSplits: 2)
        guard text.utf8.count <= 64, parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1]) else {
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
    static let known = v0_22..<ScikitLearnVersion(1, 10)

    private static let v0_22 = ScikitLearnVersion(0, 22)
    /// Trees tell where missing values go.
    static let v1_3 = ScikitLearnVersion(1, 3)
    /// Trees hold shares instead of counts; boosting has new losses; forests take missing values.
    static let v1_4 = ScikitLearnVersion(1, 4)
    /// Trees with random splits take missing values.
    static let v1_6 = ScikitLearnVersion(1, 6)
    /// Boosting starts from shares clipped less.
    static let v1_8 = ScikitLearnVersion(1, 8)
    /// Monotonic constraints no longer exclude missing values.
    static let v1_9 = ScikitLearnVersion(1, 9)

    static func < (left: Self, right: Self) -> Bool { (left.major, left.minor) < (right.major, right.minor) }

    static func == (left: Self, right: Self) -> Bool { (left.major, left.minor) == (right.major, right.minor) }
}
