/// The values that a pickle put aside, by index.
///
/// Picklers count upwards, so that an array holds them; an index out of turn costs no more than its own entry.
struct PickleMemo {
    private var ordered: [Int32] = []
    private var others: [Int: Int32] = [:]

    /// The index that MEMOIZE takes.
    var count: Int { ordered.count + others.count }

    subscript(index: Int) -> Int32? {
        ordered.indices.contains(index) ? ordered[index] : others[index]
    }

    mutating func put(_ node: Int32, at index: Int) {
        if index == ordered.count {
            ordered.append(node)
            others[index] = nil
        } else if ordered.indices.contains(index) {
            ordered[index] = node
        } else {
            others[index] = node
        }
    }
}
