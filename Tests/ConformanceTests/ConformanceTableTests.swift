import Testing

/// The table in the documentation, as it is read, compared and written.
struct ConformanceTableTests {
    private static func document(_ rows: String...) -> String {
        """
        # Formats

        <!-- table of differences: written by the conformance tests -->
        | estimator | 1.0.2 | 1.9.1 |
        |---|---|---|
        \(rows.joined(separator: "\n"))
        <!-- end of the table of differences -->

        More words.
        """
    }

    @Test func `A table is written as it was read, and nothing else is touched`() throws {
        let document = Self.document("| `A` | 0 | 4e-16 |", "| `B` | – | refused |")
        let table = try #require(ConformanceTable(in: document))
        #expect(table.cells == ["A": ["1.0.2": "0", "1.9.1": "4e-16"], "B": ["1.9.1": "refused"]])
        #expect(table.replacing(in: document) == document)
        #expect(table.replacing(in: "no marks") == nil)
    }

    @Test(arguments: [("0", "3e-16"), ("2e-15", "6e-14"), ("1e-10", "8e-12"), ("refused", "refused"), ("–", "–")])
    func `What another processor may round otherwise is no disagreement`(_ one: String, _ other: String) throws {
        #expect(try disagreements(one, other).isEmpty)
    }

    @Test(arguments: [("0", "1e-10"), ("1e-8", "2e-12"), ("0", "–"), ("–", "0"), ("refused", "0"), ("differs", "0")])
    func `What has changed is told`(_ one: String, _ other: String) throws {
        #expect(try disagreements(one, other) == ["A 1.9.1: \(one), \(other)"])
    }

    @Test func `Estimators that come or go are told`() throws {
        let one = try #require(ConformanceTable(in: Self.document("| `A` | 0 | 0 |")))
        let other = try #require(ConformanceTable(in: Self.document("| `B` | 0 | 0 |")))
        #expect(one.disagreements(with: other).count == 4)
    }

    private func disagreements(_ one: String, _ other: String) throws -> [String] {
        let tables = try [one, other].map { cell in
            try #require(ConformanceTable(in: Self.document("| `A` | 0 | \(cell) |")))
        }
        return tables[0].disagreements(with: tables[1])
    }
}
