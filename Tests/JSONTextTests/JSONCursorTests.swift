import Foundation
import JSONText
import Testing

@Suite struct JSONCursorTests {
    private func number(_ text: String) throws -> Double {
        var cursor = JSONCursor(Array(text.utf8))
        let value = try cursor.readNumber()
        try cursor.requireEnd()
        return value
    }

    private func string(_ text: String) throws -> String {
        var cursor = JSONCursor(Array(text.utf8))
        let value = try cursor.readString()
        try cursor.requireEnd()
        return value
    }

    private func skips(_ text: String) -> Bool {
        var cursor = JSONCursor(Array(text.utf8))
        do {
            try cursor.skipValue()
            try cursor.requireEnd()
            return true
        } catch {
            return false
        }
    }

    @Test(arguments: [
        "0", "-0", "1", "-1", "0.1", "0.30000000000000004", "17.99", "1e22", "1e23", "-1.5E+3", "123456789012345678",
        "9007199254740993", "1.7976931348623157e308", "5e-324", "2.2250738585072011e-308", "1e-400", "0.000001184",
        "0.11840000000000001", "3.14159265358979323846264338327950288", "1e0000000000000000000001",
        "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
    ])
    func `a number is read to the bit as the C library reads it`(text: String) throws {
        #expect(try number(text).bitPattern == strtod(text, nil).bitPattern)
    }

    @Test func `two hundred thousand doubles written by Swift are read back to the bit`() throws {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            let text = value.description
            guard try number(text).bitPattern == value.bitPattern else {
                Issue.record("\(text)")
                return
            }
        }
    }

    @Test(arguments: ["1e309", "-1e309", "1e99999999999999999999"])
    func `a number beyond a double is infinite`(text: String) throws {
        #expect(try number(text).isInfinite)
    }

    @Test(arguments: [
        "", "-", "+1", "01", "1.", ".5", "1e", "1e+", "NaN", "Infinity", "-Infinity", "0x10", "1_000", "--1", "1 2",
    ])
    func `what JSON does not call a number is none`(text: String) {
        #expect(throws: JSONCursor.Failure.self) { try number(text) }
    }

    @Test(arguments: [
        (#""""#, ""), (#""plain""#, "plain"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"), (#""\u00e9""#, "é"),
        (#""\ud83d\ude00""#, "😀"), (#""naïve 日本""#, "naïve 日本"), (#""a\u0000b""#, "a\0b"),
    ])
    func `a string is read with its escapes`(text: String, value: String) throws {
        #expect(try string(text) == value)
    }

    @Test(arguments: [
        #"""#, #""a"#, #""\"#, #""\x""#, #""\u12""#, #""\u12g4""#, #""\ud83d""#, #""\ud83dx""#, #""\ude00""#,
        #""\ud83d\u0041""#, "\"a\nb\"", "\"\u{1}\"",
    ])
    func `a broken string is an error`(text: String) {
        #expect(throws: JSONCursor.Failure.self) { try string(text) }
    }

    @Test func `bytes that are no UTF-8 are an error`() {
        var cursor = JSONCursor([0x22, 0xFF, 0xFE, 0x22])
        #expect(throws: JSONCursor.Failure.self) { try cursor.readString() }
    }

    @Test(arguments: [
        "null", "true", "[]", "{}", "[[],[{}]]", #"{"a":{"b":[1,2,{"c":null}]},"d":"e"}"#, " [ 1 , 2 ] ", "[\"]\"]",
    ])
    func `a value of any kind is passed over`(text: String) {
        #expect(skips(text))
    }

    @Test(arguments: [
        "", "[", "[1", "[1,", "[1,]", "{", "{\"a\"", "{\"a\":", "{\"a\":1,}", "{1:2}", "[1}", "nul", "tru", "]",
    ])
    func `a broken value is an error`(text: String) {
        #expect(!skips(text))
    }

    @Test func `a hundred thousand levels of nesting are refused without recursion`() {
        #expect(!skips(String(repeating: "[", count: 100_000)))
        #expect(!skips(String(repeating: "{\"a\":", count: 100_000)))
        #expect(skips(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)))
    }
}
