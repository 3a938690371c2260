import Testing

@testable import ConsoleCore

struct FrameTests {
    private func frame(_ columns: Int, _ rows: Int = 1, _ glyphs: GlyphSet = .unicode) -> Frame {
        Frame(size: Size(columns: columns, rows: rows), glyphs: glyphs)
    }

    @Test func `what lies outside is cut off`() {
        var frame = frame(5)
        frame.draw("abcdefgh", row: 0, column: 0)
        #expect(frame.text == "abcd…")
        frame.draw("xyz", row: 0, column: 3)
        #expect(frame.text == "abcx…")
        frame.draw("xyz", row: 1, column: 0)
        frame.draw("xyz", row: -1, column: 0)
        frame.draw("xyz", row: 0, column: 9)
        frame.draw("xyz", row: 0, column: -2)
        #expect(frame.text == "zbcx…")
    }

    @Test func `a wide character takes two columns and is never halved`() {
        var frame = frame(6)
        #expect(frame.draw("模型", row: 0, column: 0) == 4)
        frame.draw("a", row: 0, column: 1)
        #expect(frame.text == " a型")
        frame.draw("b", row: 0, column: 2)
        #expect(frame.text == " ab")
        frame.draw("模型库", row: 0, column: 1)
        #expect(frame.text == " 模型…")
    }

    @Test func `marks go to the character before them, two at most`() {
        let glyphs = GlyphSet.unicode.glyphs(of: "e\u{301}\u{302}\u{303}x")
        #expect(glyphs == [Glyph(text: "e\u{301}\u{302}", width: 1), Glyph(text: "x", width: 1)])
        #expect(GlyphSet.unicode.glyphs(of: "\u{301}").map(\.text) == ["?"])
    }

    @Test(arguments: [
        "\u{0}", "\u{7}", "\u{8}", "\t", "\n", "\r", "\u{1B}", "\u{7F}", "\u{85}", "\u{9B}", "\u{AD}", "\u{200B}",
        "\u{200D}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{E000}", "\u{FEFF}", "\u{1F1E9}", "\u{1F3FB}", "\u{E0041}",
        "\u{10FFFF}",
    ])
    func `what commands, hides or has no width becomes a question mark`(text: String) {
        #expect(GlyphSet.unicode.glyphs(of: text) == [Glyph(text: "?", width: 1)])
        #expect(GlyphSet.ascii.glyphs(of: text) == [Glyph(text: "?", width: 1)])
    }

    @Test func `the console's own signs have a spelling in ASCII`() {
        var frame = frame(30, 1, .ascii)
        frame.draw("v1 → v2 · 12µs – …", row: 0, column: 0)
        #expect(frame.text == "v1 -> v2 - 12us - ...")
    }

    @Test func `text that is too long is not looked at to its end`() {
        let text = String(repeating: "模", count: 1_000_000)
        let clock = ContinuousClock()
        #expect(clock.measure { _ = GlyphSet.unicode.glyphs(of: text, within: 10) } < .milliseconds(50))
    }

    @Test func `words are wrapped at blanks and cut where there are none`() {
        #expect(GlyphSet.unicode.wrapped("a bb ccc", columns: 4) == ["a bb", "ccc"])
        #expect(GlyphSet.unicode.wrapped("abcdefgh i", columns: 3) == ["abc", "def", "gh", "i"])
        #expect(GlyphSet.unicode.wrapped("模型库", columns: 5) == ["模型", "库"])
        #expect(GlyphSet.unicode.wrapped("", columns: 5) == [])
        #expect(GlyphSet.unicode.wrapped("abc", columns: 0) == [])
        #expect(GlyphSet.unicode.wrapped("模", columns: 1) == ["", "模"])
    }
}
