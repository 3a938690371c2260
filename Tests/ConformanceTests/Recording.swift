import PickleReader

/// The answers file of one family and version.
struct Recording: Sendable {
    let rows: [String: RecordedTable]
    /// By name.
    let cases: [RecordedCase]

    init(of family: RecordedFamily) throws {
        let root = try PickleGraph(Self.unpacked(family.bytes(of: "answers"))).root
        cases = try family.models().map { name in
            guard let value = root["cases"]?[name] else { throw RecordingError("\(family) has no answers of \(name)") }
            return try RecordedCase(name: name, value)
        }
        var rows: [String: RecordedTable] = [:]
        for name in Set(cases.map(\.rows)) {
            guard let value = root["rows"]?[name] else { throw RecordingError("\(family) has no rows \(name)") }
            rows[name] = try RecordedTable(value)
        }
        self.rows = rows
    }
}
