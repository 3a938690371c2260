/// Terms and their columns, found by their UTF-8.
///
/// Two texts are one term when their characters are the same, as in Python, not when they look the same.
package struct TermTable: Sendable {
    private struct Slot {
        var fingerprint: UInt32 = 0
        /// The number of the term; -1 in an empty slot.
        var term: Int32 = -1
    }

    private var slots: [Slot] = [Slot](repeating: Slot(), count: 16)
    private var bytes: [UInt8] = []
    /// Where each term ends in ``bytes``, after where the first begins.
    private var ends: [Int] = [0]
    private var values: [Int32] = []
    /// The bytes of the longest term.
    private(set) var longest = 0

    package init() {}

    package var count: Int { values.count }
    package var memoryBytes: Int { bytes.count + 8 * slots.count + 12 * values.count }

    /// Whether every term has a column from 0 to before `count`.
    func hasColumns(below count: Int) -> Bool { values.allSatisfy { $0 >= 0 && Int($0) < count } }

    /// A table of words alone.
    package init(_ words: [String]) {
        for word in words { set(word, to: 0) }
    }

    /// Gives a term its column; the last one given stays.
    ///
    /// - Complexity: O(bytes) on average: the hash is seeded, so that no file can choose terms that collide.
    package mutating func set(_ term: String, to value: Int32) {
        if 2 * (values.count + 1) > slots.count { grow() }
        var term = term
        term.withUTF8 { term in
            let fingerprint = Self.fingerprint(term)
            let slot = slot(of: term, fingerprint)
            if slots[slot].term >= 0 {
                values[Int(slots[slot].term)] = value
            } else {
                slots[slot] = Slot(fingerprint: fingerprint, term: Int32(values.count))
                values.append(value)
                bytes.append(contentsOf: term)
                ends.append(bytes.count)
                longest = max(longest, term.count)
            }
        }
    }

    /// The column of a term; nil for one that is not here.
    func value(of term: TextBytes) -> Int32? {
        guard term.count <= longest else { return nil }
        let number = slots[slot(of: term, Self.fingerprint(term))].term
        return number < 0 ? nil : values[Int(number)]
    }

    func contains(_ term: TextBytes) -> Bool { value(of: term) != nil }

    // MARK: Places

    private static func fingerprint(_ term: TextBytes) -> UInt32 {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(term))
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }

    /// Where the term stands, or could.
    private func slot(of term: TextBytes, _ fingerprint: UInt32) -> Int {
        let mask = slots.count - 1
        var index = Int(fingerprint) & mask
        while slots[index].term >= 0 {
            if slots[index].fingerprint == fingerprint, isTerm(Int(slots[index].term), term) { return index }
            index = (index + 1) & mask
        }
        return index
    }

    private func isTerm(_ number: Int, _ term: TextBytes) -> Bool {
        let start = ends[number]
        guard ends[number + 1] - start == term.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<term.count where bytes[start + index] != term[index] { return false }
            return true
        }
    }

    private mutating func grow() {
        let old = slots
        slots = [Slot](repeating: Slot(), count: 2 * old.count)
        for slot in old where slot.term >= 0 {
            var index = Int(slot.fingerprint) & (slots.count - 1)
            while slots[index].term >= 0 { index = (index + 1) & (slots.count - 1) }
            slots[index] = slot
        }
    }
}
