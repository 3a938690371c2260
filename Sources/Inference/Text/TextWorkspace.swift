/// Memory that ``TextAnalyser`` uses again for each document of a batch.
struct TextWorkspace {
    var prepared: [UInt8] = []
    var spare: [UInt8] = []
    /// The units as they stand in terms, so that each term is a run of bytes.
    private(set) var units: [Range<Int>] = []
    var joined: [UInt8] = []
    var matcher = TokenMatcher()

    init() {}

    static let space = UInt8(ascii: " ")

    mutating func clearUnits() {
        joined.removeAll(keepingCapacity: true)
        units.removeAll(keepingCapacity: true)
    }

    mutating func append(unit: TextBytes) {
        let start = joined.count
        joined.append(contentsOf: unit)
        units.append(start..<joined.count)
    }

    mutating func appendSpace() {
        joined.append(Self.space)
        units.append(joined.count - 1..<joined.count)
    }
}
