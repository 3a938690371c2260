import Testing

@testable import Identity

@Suite struct APIKeysTests {
    private func line(_ key: String, name: String = "ci", scopes: String = "predict", rest: String = "") -> String {
        "\(name) \(scopes) \(KeyDigest(of: key).text)\(rest)"
    }

    private func refusal(_ text: String) -> String? {
        do throws(CredentialError) {
            _ = try APIKeys(text, source: "API_KEYS_FILE")
            return nil
        } catch {
            return error.message
        }
    }

    @Test func `lines, comments, blanks, and semicolons are read`() throws {
        let text = """
            # keys of the team
            \(line("one", name: "ci"))\r

              \(line("two", name: "Grafana-1", scopes: "observe,predict", rest: "\texpires=2027-01-31 # until then"))
            \(line("three")); \(line("four"))
            """
        let keys = try APIKeys(text, source: "API_KEYS").keys
        #expect(keys.map(\.name) == ["ci", "Grafana-1", "ci", "ci"])
        #expect(keys[1].scopes == [.observe, .predict])
        // date -u -d 2027-02-01 +%s
        #expect(keys[1].end == 1_801_440_000)
        #expect(keys[0].end == nil)
        #expect(try APIKeys("\n# nothing\n", source: "x").keys.isEmpty)
    }

    @Test func `a bad line is named with its number, what was got and what is allowed`() {
        let good = line("a")
        #expect(
            refusal("\(good)\nci predict") == "API_KEYS_FILE, line 2: 2 words; expected NAME SCOPES HASH and "
                + "optionally expires=YYYY-MM-DD, with spaces between"
        )
        #expect(refusal(line("a", name: "c/i"))?.contains("line 1: got 'c/i', expected a name") == true)
        #expect(refusal(line("a", name: String(repeating: "x", count: 65)))?.contains("1 to 64") == true)
        #expect(refusal(line("a", name: "admin"))?.contains("ADMIN_API_KEY") == true)
        #expect(refusal(line("a", scopes: "predict,root"))?.contains("'predict,root', expected scopes out of") == true)
        #expect(refusal(line("a", scopes: "predict,"))?.contains("expected scopes") == true)
        #expect(refusal(line("a", rest: " expires=2027-02-30"))?.contains("'expires=2027-02-30'") == true)
        #expect(refusal(line("a", rest: " until=2027-02-01"))?.contains("expected expires=") == true)
        #expect(refusal("\(good)\n\(line("a", name: "other"))")?.contains("line 2: the same key") == true)
    }

    @Test func `a key that stands where its hash belongs is not repeated`() throws {
        let key = FreshKey().text
        let message = try #require(refusal("ci predict \(key)"))
        #expect(message.contains("third word is no hash"))
        #expect(!message.contains(key))
    }

    @Test func `each key is found among many, and no other`() throws {
        let text = (0..<300).map { line("key \($0)", name: "k\($0)") }.joined(separator: ";")
        let keys = try APIKeys(text, source: "API_KEYS")
        for index in [0, 1, 150, 299] { #expect(keys.find(KeyDigest(of: "key \(index)"))?.name == "k\(index)") }
        #expect(keys.find(KeyDigest(of: "key 300")) == nil)
        #expect(APIKeys().find(KeyDigest(of: "")) == nil)
    }

    @Test func `a fresh key is recognisable, long, and in a line that is taken`() throws {
        let key = FreshKey()
        #expect(key.text.hasPrefix("ms_") && key.text.count == 46)
        #expect(FreshKey().text != key.text)
        let line = key.line(name: "ci", scopes: [.observe, .predict], expires: "2027-01-31")
        #expect(line.hasPrefix("ci predict,observe sha256:"))
        #expect(try APIKeys(line, source: "x").find(KeyDigest(of: key.text))?.scopes == [.predict, .observe])
    }
}
