import JSONText
import Testing

@Suite struct RowReadingTests {
    private func list(_ text: String) -> (values: [Double], stop: JSONCursor.RowStop, rest: Int) {
        var cursor = JSONCursor(Array(text.utf8))
        var values: [Double] = []
        let stop = cursor.readNumbers(appendingTo: &values)
        return (values, stop, cursor.remainingCount)
    }

    @Test func `a list is read to its end`() {
        let numbers = (0..<1000).map { Double($0) / 8 }
        let text = numbers.map { " \($0)\n" }.joined(separator: "\t,")
        let (values, stop, rest) = list(text + "] x")
        #expect(values == numbers)
        #expect(stop == .end)
        #expect(rest == 2)
    }

    @Test(arguments: [
        ("1, null]", 1, JSONCursor.RowStop.value, 5), ("1,]", 1, .value, 1), ("1, \"a\"]", 1, .value, 4),
        ("1 2]", 1, .separator, 2), ("1", 1, .separator, 0), ("", 0, .value, 0), ("1, 01]", 2, .separator, 2),
        ("1, -]", 1, .value, 2), ("1, 2.]", 1, .value, 3), ("1, 2e]", 1, .value, 3), ("1}", 1, .separator, 1),
    ])
    func `reading stops before what is no number`(text: String, count: Int, stop: JSONCursor.RowStop, rest: Int) {
        let found = list(text)
        #expect(found.values.count == count)
        #expect(found.stop == stop)
        #expect(found.rest == rest)
    }

    private func members(_ text: String, row: [Double]) throws -> (row: [Double], next: Int, stop: JSONCursor.RowStop) {
        var first = JSONCursor(Array(#"{"a": 1, "bé": 2}"#.utf8))
        var names = MemberNames()
        _ = first.take(UInt8(ascii: "{"))
        for _ in 0..<2 {
            _ = try first.readName(keptBy: &names)
            try first.skipValue()
            _ = first.take(UInt8(ascii: ","))
        }
        var (cursor, row, next) = (JSONCursor(Array(text.utf8)), row, 0)
        let stop = row.withUnsafeMutableBufferPointer { cursor.readNumbers(named: names, from: &next, into: $0) }
        return (row, next, stop)
    }

    @Test func `members are read where names come as they did, and left where they do not`() throws {
        let free = [Double](repeating: .signalingNaN, count: 2)
        let both = try members(#""a":3 , "bé" : -4}"#, row: free)
        #expect(both.row == [3, -4] && both.next == 2 && both.stop == .end)
        for text in [#""a":3, "be": 4}"#, #""a": 3, "bé": null}"#, #""a": 3, "bé" 4}"#, #""a": 3, "b\u00e9": 4}"#] {
            let one = try members(text, row: free)
            #expect(one.row[0] == 3 && one.row[1].isNaN && one.next == 1 && one.stop == .value, "\(text)")
        }
        #expect(try members(#""a": 3"#, row: free).stop == .separator)
        #expect(try members(#""a": 3, "bé": 4, "c": 5}"#, row: free).stop == .value)
        #expect(try members("", row: free).stop == .value)
    }

    @Test func `a place that is taken is not written again`() throws {
        let found = try members(#""a": 3, "bé": 4}"#, row: [7, .signalingNaN])
        #expect(found.row[0] == 7 && found.next == 0 && found.stop == .value)
    }
}
