import JSONText
import Testing

@Suite struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter(capacity: 16)
        write(&writer)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    @Test func `numbers are the shortest that read back the same, and null where JSON has none`() {
        let values = [0.1, -1e-300, 1e300, 5, .nan, .infinity]
        #expect(text { $0.appendArray(of: values[...]) } == "[0.1,-1e-300,1e+300,5.0,null,null]")
        #expect(text { $0.appendArray(of: []) } == "[]")
    }

    @Test func `texts are quoted so that they read back the same`() {
        #expect(text { $0.append(quoting: "a\"\\\n\u{1}é") } == #""a\"\\\u000a\u0001é""#)
    }

    @Test func `elements are written one after another`() {
        #expect(text { $0.appendArray([1, -2, 3]) { $0.append($1) } } == "[1,-2,3]")
        #expect(text { $0.appendArray([true, false]) { $0.append($1) } } == "[true,false]")
        #expect(text { $0.appendArray([Int]()) { $0.append($1) } } == "[]")
    }
}
