/// Which globals a pickle may name at all, and what happens to one that names another.
///
/// Naming runs nothing here whatever the policy is; refusing early keeps a hostile file from being taken for a model,
/// and tells its owner what it would have done elsewhere.
package struct GlobalPolicy: Sendable {
    /// Full names that are allowed, such as `numpy.dtype`.
    package var names: Set<String>
    /// Beginnings of module names under which every plain name is allowed, such as `sklearn.`.
    package var modulePrefixes: [String]
    /// Modules in which every plain name is allowed.
    package var modules: Set<String>
    /// The one way in which an attribute may be read; nil for none.
    package var attributeReading: AttributeReading?
    /// Whether anything outside the policy ends the reading.
    ///
    /// When false, names are recorded, and instructions that
    /// strict reading refuses (calling what was computed, `INST`, bytes after the end) leave opaque records.
    package var isStrict: Bool

    package init(
        names: Set<String>,
        modulePrefixes: [String] = [],
        modules: Set<String> = [],
        attributeReading: AttributeReading? = nil,
        isStrict: Bool = true
    ) {
        self.names = names
        self.modulePrefixes = modulePrefixes
        self.modules = modules
        self.attributeReading = attributeReading
        self.isStrict = isStrict
    }

    /// The same names, for looking into a file rather than loading it.
    package var lenient: GlobalPolicy {
        var policy = self
        policy.isStrict = false
        return policy
    }

    /// Whether `global` is inside the policy.
    ///
    /// Both words must be plain: a dot in the name reaches through attributes.
    package func allows(_ global: GlobalName) -> Bool {
        guard Self.isPlain(global.name, also: "_"), Self.isPlain(global.module, also: "_.") else { return false }
        return names.contains("\(global.module).\(global.name)") || modules.contains(global.module)
            || modulePrefixes.contains { global.module.hasPrefix($0) }
    }

    private static func isPlain(_ word: String, also marks: String) -> Bool {
        word.unicodeScalars.allSatisfy { scalar in
            scalar.isASCII && scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || marks.unicodeScalars.contains(scalar)
        }
    }
}
