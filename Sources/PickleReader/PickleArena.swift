/// All values of a pickle in flat arrays.
struct PickleArena {
    let bytes: [UInt8]
    /// Bytes that do not stand in the file as such: text that was escaped, or bytes that were written as text.
    var derived: [UInt8] = []
    var nodes: [PickleNode] = []
    /// For each node how many levels were below it when it was made.
    var depths: [UInt8] = []
    var links: [Int32] = []
    var containers: [[Int32]] = []
    var records: [PickleRecord] = []
    var globals: [GlobalName] = []
    var arrays: [NumpyArray] = []

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    subscript(node: Int32) -> PickleNode { nodes[Int(node)] }

    /// Lends the bytes of `range`, wherever they are.
    func withBytes<Result, Failure: Error>(
        _ range: PickleBytes,
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard range.count > 0 else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        let isInFile = range.start < bytes.count
        let start = isInFile ? range.start : range.start - bytes.count
        return try (isInFile ? bytes : derived).withUnsafeBufferPointer { buffer throws(Failure) in
            try body(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[start..<start + range.count])))
        }
    }

    /// The characters of a run of UTF-8; what is not UTF-8 is replaced.
    func string(_ range: PickleBytes) -> String {
        withBytes(range) { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a text node reads `word`; nothing is allocated.
    func isText(_ node: Int32, _ word: String) -> Bool {
        guard case .text(let range) = self[node], range.count == word.utf8.count else { return false }
        return withBytes(range) { $0.elementsEqual(word.utf8) }
    }

    func isNone(_ node: Int32) -> Bool {
        guard case .none = self[node] else { return false }
        return true
    }

    func text(_ node: Int32) -> String? {
        guard case .text(let range) = self[node] else { return nil }
        return string(range)
    }

    func integer(_ node: Int32) -> Int? {
        guard case .integer(let value) = self[node] else { return nil }
        return value
    }

    func global(_ node: Int32) -> GlobalName? {
        guard case .global(let index) = self[node] else { return nil }
        return globals[Int(index)]
    }

    /// How many members a tuple, list or set has; twice the entries for a dictionary.
    func count(_ node: Int32) -> Int? {
        switch self[node] {
        case .tuple(_, let count): Int(count)
        case .list(let index), .set(let index), .dictionary(let index): containers[Int(index)].count
        default: nil
        }
    }

    /// The members of a tuple, list or set; nil for more than `limit`, before anything is copied.
    func elements(_ node: Int32, atMost limit: Int = .max) -> [Int32]? {
        guard let count = count(node), count <= limit else { return nil }
        return switch self[node] {
        case .tuple(let start, let count): Array(links[Int(start)..<Int(start) + Int(count)])
        case .list(let index), .set(let index): containers[Int(index)]
        default: nil
        }
    }

    /// The most entries in which keys are looked for.
    ///
    /// The attributes of estimators stay below 100; looking through a million of them a million times would take hours.
    private static let searchedEntries = 256

    /// The value that a dictionary holds under a text key; the last one set wins, as in Python.
    func entry(_ dictionary: Int32, _ key: String) -> Int32? {
        guard case .dictionary(let index) = self[dictionary] else { return nil }
        return entry(inContainer: index, key)
    }

    /// The same for the pairs of a dictionary-like record.
    func entry(inContainer index: Int32, _ key: String) -> Int32? {
        let pairs = containers[Int(index)]
        guard pairs.count <= 2 * Self.searchedEntries else { return nil }
        for position in stride(from: pairs.count - 2, through: 0, by: -2) where isText(pairs[position], key) {
            return pairs[position + 1]
        }
        return nil
    }
}
