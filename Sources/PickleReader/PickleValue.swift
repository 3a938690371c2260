/// One value of a ``PickleGraph``.
///
/// A graph may contain itself: whoever walks it counts steps. Nothing here recurses.
package struct PickleValue: Sendable {
    package enum Kind: String, Sendable {
        case none, boolean, integer, bigInteger, number, text, data, tuple, list, set, dictionary
        /// A named class or function.
        case global
        /// What would be an object in Python.
        case record
        case array
    }

    let graph: PickleGraph
    let node: Int32

    /// What identifies the value in its graph: equal for two references to one value.
    package var identity: Int { Int(node) }

    package var kind: Kind {
        switch graph.arena[node] {
        case .none: .none
        case .boolean: .boolean
        case .integer: .integer
        case .bigInteger: .bigInteger
        case .number: .number
        case .text: .text
        case .data: .data
        case .tuple: .tuple
        case .list: .list
        case .set: .set
        case .dictionary: .dictionary
        case .global: .global
        case .record: .record
        case .array: .array
        }
    }

    // MARK: Plain values, and arrays without dimensions; nil for a value of another kind

    package var isNone: Bool { kind == .none }

    package var boolean: Bool? {
        if case .boolean(let value) = graph.arena[node] { return value }
        guard let single, single.isBoolean else { return nil }
        return single.integers()?.first.map { $0 != 0 }
    }

    package var integer: Int? {
        if let value = graph.arena.integer(node) { return value }
        guard let single, single.isInteger else { return nil }
        return single.integers()?.first
    }

    /// A float, or an integer as one.
    package var number: Double? {
        switch graph.arena[node] {
        case .number(let value): value
        case .integer(let value): Double(value)
        case .array: single.flatMap { $0.isBoolean ? nil : $0.doubles()?.first }
        default: nil
        }
    }

    package var text: String? { graph.arena.text(node) ?? single?.strings()?.first }

    /// An array without dimensions, which numpy makes of a single value.
    private var single: PickleArray? {
        guard let array, array.shape.isEmpty else { return nil }
        return array
    }

    /// The members of a tuple, list or set.
    package var elements: [PickleValue]? {
        graph.arena.elements(node)?.map { PickleValue(graph: graph, node: $0) }
    }

    /// The keys and values of a dictionary or of a dictionary-like object, as the file sets them.
    ///
    /// A key may come twice: the last one counts.
    /// - Complexity: O(entries).
    package var entries: [(key: PickleValue, value: PickleValue)]? {
        guard let pairs = pairs.map({ graph.arena.containers[Int($0)] }) else { return nil }
        return stride(from: 0, to: pairs.count - 1, by: 2).map { index in
            (PickleValue(graph: graph, node: pairs[index]), PickleValue(graph: graph, node: pairs[index + 1]))
        }
    }

    /// How many entries a dictionary or a dictionary-like object has; nothing is copied.
    package var entryCount: Int? { pairs.map { graph.arena.containers[Int($0)].count / 2 } }

    /// How many members a tuple, list, set or array has; nothing is copied.
    package var memberCount: Int? { array?.count ?? graph.arena.count(node) }

    package var global: GlobalName? { graph.arena.global(node) }

    package var array: PickleArray? {
        guard case .array(let index) = graph.arena[node] else { return nil }
        return PickleArray(graph: graph, array: graph.arena.arrays[Int(index)])
    }

    // MARK: Objects

    /// The class of an object, or the function that would make it.
    package var className: GlobalName? {
        record.flatMap { graph.arena.global($0.callee) }
    }

    /// What the class would be called with.
    package var arguments: [PickleValue]? {
        record.flatMap { graph.arena.elements($0.arguments) }?.map { PickleValue(graph: graph, node: $0) }
    }

    /// The state that an object was given: for an estimator, the dictionary of its attributes.
    package var state: PickleValue? {
        guard let record, record.state >= 0 else { return nil }
        return PickleValue(graph: graph, node: record.state)
    }

    /// The value under a text key of a dictionary, an attribute of an object, or an entry of a dictionary-like one.
    ///
    /// Nil in a dictionary of more than 256 entries: no estimator has as many attributes.
    ///
    /// - Complexity: O(entries).
    package subscript(key: String) -> PickleValue? {
        let found: Int32? =
            if let record {
                (record.state >= 0 ? graph.arena.entry(record.state, key) : nil)
                    ?? (record.pairs >= 0 ? graph.arena.entry(inContainer: record.pairs, key) : nil)
            } else {
                graph.arena.entry(node, key)
            }
        return found.map { PickleValue(graph: graph, node: $0) }
    }

    /// The container of keys and values.
    private var pairs: Int32? {
        if case .dictionary(let index) = graph.arena[node] { return index }
        guard let record, record.pairs >= 0 else { return nil }
        return record.pairs
    }

    private var record: PickleRecord? {
        guard case .record(let index) = graph.arena[node] else { return nil }
        return graph.arena.records[Int(index)]
    }
}
