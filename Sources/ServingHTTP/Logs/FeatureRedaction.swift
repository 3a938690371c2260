/// Which features' values the request log leaves out.
package struct FeatureRedaction: Sendable, Equatable {
    private var hidesAll = false
    private var names: Set<String> = []
    private var indices: Set<Int> = []

    /// - Parameter features: names or indices of features; `*` for all.
    package init(_ features: [String]) {
        for feature in features {
            if feature == "*" { hidesAll = true } else { names.insert(feature) }
            if let index = Int(feature) { indices.insert(index) }
        }
    }

    var isEmpty: Bool { !hidesAll && names.isEmpty }

    /// Whether the value at a place of a row is left out.
    ///
    /// - Parameter known: the model's names in training order; where they are not known, names cannot be told from
    ///   places, and all is left out.
    func hides(index: Int, known: [String]?) -> Bool {
        guard !isEmpty else { return false }
        if hidesAll || indices.contains(index) { return true }
        guard names.contains(where: { Int($0) == nil }) else { return false }
        guard let known, known.indices.contains(index) else { return true }
        return names.contains(known[index])
    }

    /// Whether the value under a name is left out.
    func hides(name: String, known: [String]?) -> Bool {
        guard !isEmpty else { return false }
        if hidesAll || names.contains(name) { return true }
        // What bears none of the model's names may be what was to be hidden, misspelt.
        guard let index = known?.firstIndex(of: name) else { return true }
        return indices.contains(index)
    }
}
