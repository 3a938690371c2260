/// How many connections each address has.
struct AddressCounts {
    private let limit: Int
    private var counts: [String: Int] = [:]

    init(limit: Int) {
        self.limit = limit
    }

    /// Counts a connection, unless its address has as many as it may.
    mutating func open(_ address: String) -> Bool {
        let count = counts[address] ?? 0
        guard count < limit else { return false }
        counts[address] = count + 1
        return true
    }

    mutating func close(_ address: String) {
        guard let count = counts[address] else { return }
        // Nothing stays behind of an address that left.
        counts[address] = count > 1 ? count - 1 : nil
    }

    /// How many addresses are counted.
    var addresses: Int { counts.count }
}
