import Foundation
import TestSupport
import Testing

@testable import JSONText

/// Numbers to the bit, against the C library.
@Suite struct NumberReadingTests {
    private func check(_ texts: some Sequence<String>) throws {
        for text in texts {
            var cursor = JSONCursor(Array(text.utf8))
            let value = try cursor.readNumber()
            try cursor.requireEnd()
            let expected = strtod(text, nil)
            guard value.bitPattern == expected.bitPattern else {
                Issue.record("\(text) was read as \(value.bitPattern), expected \(expected.bitPattern)")
                return
            }
        }
    }

    @Test func `the table is that of the exact integers`() {
        let halves = PowersOfFive.halves
        #expect(halves.count == 2 * PowersOfFive.exponents.count)
        // FNV over the table as Python's integers give it.
        let hash = halves.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ $1) &* 0x100_0000_01b3 }
        #expect(hash == 0xf5eb_a93a_ea6a_c412)
    }

    @Test func `any bit pattern, as short as it goes and in too many digits`() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<30_000 {
            let value = Double(bitPattern: generator.next())
            guard value.isFinite else { continue }
            try check([value.description])
            let digits = Int.random(in: 0...25, using: &generator)
            try check([String(format: "%.\(digits)e", value)])
        }
    }

    @Test func `subnormals and what rounds to the smallest normal number`() throws {
        var generator = SeededGenerator(seed: 2)
        for _ in 0..<20_000 {
            let bits = generator.next() >> UInt64.random(in: 12...63, using: &generator)
            try check([Double(bitPattern: bits).description, String(format: "%.17e", Double(bitPattern: bits))])
        }
        try check([
            "2.2250738585072011e-308", "2.2250738585072012e-308", "2.2250738585072014e-308", "4.9e-324", "2.5e-324",
            "2.47e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1e-342", "9999999999999999999e-343",
            "18446744073709551615e-342", "1.7976931348623158e308", "1.7976931348623159e308", "1e308", "1e309",
        ])
    }

    @Test func `mantissas and exponents of any size`() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<30_000 {
            let digits = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
                Character(UnicodeScalar(UInt8.random(in: 48...57, using: &generator)))
            }
            let whole = Int.random(in: 1...digits.count, using: &generator)
            var text = String(digits[..<whole])
            while text.count > 1, text.first == "0" { text.removeFirst() }
            if whole < digits.count { text += "." + String(digits[whole...]) }
            if Bool.random(using: &generator) { text += "e\(Int.random(in: -380...340, using: &generator))" }
            if Bool.random(using: &generator) { text = "-" + text }
            try check([text])
        }
    }

    /// The C library is no judge here: that of Debian 12 reads some of these subnormals one place off.
    @Test func `halfway between two doubles, and a little beside`() throws {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<400 {
            // An odd number of 54 bits is halfway between two doubles, and so it is times any power of two.
            let odd = generator.next() >> 10 | 1 << 53 | 1
            let halvings = Int.random(in: 0...1120, using: &generator)
            var digits = Array(String(odd).utf8.map { $0 - 48 }.reversed())
            for _ in 0..<halvings { multiplyByFive(&digits) }
            let text = String(decoding: digits.reversed().map { $0 + 48 }, as: UTF8.self)
            try expect("\(text)e-\(halvings)", rounded(4 * odd, halvings: halvings + 2))
            let above = rounded(4 * odd + 1, halvings: halvings + 2)
            try expect("\(text)1e-\(halvings + 1)", above)
            try expect("\(text)000000001e-\(halvings + 9)", above)
            // It ends in an odd digit: one less in the last place is just below.
            let last = text.utf8.last.map { $0 - 1 } ?? 48
            let less = text.dropLast() + String(UnicodeScalar(last))
            let below = rounded(4 * odd - 1, halvings: halvings + 2)
            try expect("\(less)9999e-\(halvings + 4)", below)
        }
    }

    private func expect(_ text: String, _ expected: Double) throws {
        var cursor = JSONCursor(Array(text.utf8))
        let value = try cursor.readNumber()
        if value.bitPattern != expected.bitPattern {
            Issue.record("\(text) was read as \(value.bitPattern), expected \(expected.bitPattern)")
        }
    }

    /// The double nearest to an integer of 56 bits, halved so many times.
    private func rounded(_ integer: UInt64, halvings: Int) -> Double {
        let drop = max(3, halvings - 1074)
        guard drop < 60 else { return 0 }
        let (kept, rest, half) = (
            integer >> UInt64(drop), integer & (1 << UInt64(drop) - 1), UInt64(1) << UInt64(drop - 1)
        )
        let isUp = rest > half || (rest == half && kept & 1 == 1)
        return Double(sign: .plus, exponent: drop - halvings, significand: Double(kept + (isUp ? 1 : 0)))
    }

    private func multiplyByFive(_ digits: inout [UInt8]) {
        var carry = 0
        for index in digits.indices {
            let product = Int(digits[index]) * 5 + carry
            digits[index] = UInt8(product % 10)
            carry = product / 10
        }
        if carry > 0 { digits.append(UInt8(carry)) }
    }

    @Test func `zeros in any place and exponents beyond an integer`() throws {
        let zeros = String(repeating: "0", count: 100_000)
        try check([
            "0e99999999999999999999999", "-0.0e-99999999999999999999999", "1e99999999999999999999999",
            "1e-99999999999999999999999", "0.\(zeros)1e100001", "1\(zeros)e-100000", "-0.\(zeros)", "0.\(zeros)1",
            "1\(zeros).5", "0.3\(zeros)", "0.3\(zeros)1", "12345678901234567890", "1234567890123456789012e-3",
            "9223372036854775808.00000000", "0.000000000000000000000000000012345678901234567890123",
        ])
    }
}
