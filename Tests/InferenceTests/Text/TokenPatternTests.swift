import Testing

@testable import Inference

/// Expected tokens come from `re.findall` of Python 3.11.
struct TokenPatternTests {
    private func tokens(_ pattern: String, _ text: String) throws -> [String] {
        let pattern = try TokenPattern(pattern)
        var matcher = TokenMatcher()
        var text = text
        var tokens: [String] = []
        text.withUTF8 { text in
            pattern.forEachToken(in: text, &matcher) { tokens.append(String(decoding: text[$0], as: UTF8.self)) }
        }
        return tokens
    }

    @Test(arguments: [
        (#"(?u)\b\w\w+\b"#, ["the", "cat", "42", "dogs_and", "köln", "東京"]),
        (#"\w+"#, ["the", "cat", "s", "42", "dogs_and", "köln", "東京"]),
        ("[a-z]+", ["the", "cat", "s", "dogs", "and", "k", "ln"]),
        (#"\S+"#, ["the", "cat's", "42", "dogs_and", "köln;", "東京"]),
        (#"(?u)\b[a-zA-Z]\w+\b"#, ["the", "cat", "dogs_and", "köln"]),
        (#"[a-z]+(?:'[a-z]+)?"#, ["the", "cat's", "dogs", "and", "k", "ln"]),
        (#"\b(\w)\w*"#, ["t", "c", "s", "4", "d", "k", "東"]),
        (#"\d+|[^\W\d_]{4,}"#, ["42", "dogs", "köln"]),
        (#"\w{2,3}?"#, ["th", "ca", "42", "do", "gs", "_a", "nd", "kö", "ln", "東京"]),
        (#"ca|cat|\d"#, ["ca", "4", "2"]),
    ])
    func `Tokens are those that Python finds`(_ pattern: String, _ expected: [String]) throws {
        #expect(try tokens(pattern, "the cat's 42 dogs_and köln; 東京") == expected)
    }

    @Test func `An empty match is followed by a longer one in its place`() throws {
        #expect(try tokens(#"\w*"#, "ab c") == ["ab", "", "c", ""])
        #expect(try tokens(#"\b|\w+"#, "ab c") == ["", "ab", "", "", "c", ""])
    }

    @Test(arguments: [
        "(?i)a", "a(?=b)", "(?<!a)b", #"(a)\1"#, "(a)(b)", "(a*)*", "a{300}", "a++", "(", "[a", "a)", "*", #"\B"#,
        #"\q"#,
        String(repeating: "(", count: 100), String(repeating: "a", count: 2000), "[z-a]", #"\"#, #"\x4"#, "a{",
    ])
    func `What is beyond the subset is refused`(_ pattern: String) {
        #expect(throws: TokenPatternError.self) { try TokenPattern(pattern) }
    }

    @Test func `A search with too much to try later is given up`() throws {
        let pattern = try TokenPattern("(?:" + String(repeating: "x??", count: 80) + "a)+b")
        var matcher = TokenMatcher()
        var text = String(repeating: "a", count: 400_000)
        text.withUTF8 { text in pattern.forEachToken(in: text, &matcher) { _ in } }
        #expect(matcher.isOverfull)
        text = "aab"
        text.withUTF8 { text in pattern.forEachToken(in: text, &matcher) { #expect($0 == 0..<3) } }
        #expect(!matcher.isOverfull)
    }

    @Test(arguments: ["(?:a|aa)+b", #"\w+!|\w"#, #"(?:\w+\w+\w+)+!"#, "(?:a{1,60})?(?:a{1,60})?b|a"])
    func `Patterns that blow up in Python take time in proportion`(_ pattern: String) throws {
        let text = String(repeating: "a", count: 20_000)
        #expect(try tokens(pattern, text).count <= 20_000)
    }
}
