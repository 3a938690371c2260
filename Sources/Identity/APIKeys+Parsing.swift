extension APIKeys {
    /// Reads lines of `NAME SCOPES HASH [expires=2027-01-31]`; `#` begins a comment.
    ///
    /// - Parameters:
    ///   - text: lines, ended by a line break or a semicolon.
    ///   - source: the setting that the text is of, for messages.
    /// - Throws: ``CredentialError`` with the line's number, what is wrong in it and what is allowed.
    package init(_ text: String, source: String) throws(CredentialError) {
        self.init()
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline || $0 == ";" }
        for (index, line) in lines.enumerated() {
            let place = "\(source), line \(index + 1)"
            let words = line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).map(String.init)
            guard !words.isEmpty else { continue }
            guard add(try KeyLine(words, place: place).key) else {
                throw CredentialError(place, "the same key stands in an earlier line; give each line a key of its own")
            }
        }
    }
}

/// The words of one line of keys.
private struct KeyLine {
    let key: APIKey
    private let place: String

    init(_ words: [String], place: String) throws(CredentialError) {
        self.place = place
        guard (3...4).contains(words.count) else {
            throw CredentialError(
                place,
                "\(words.count) words; expected NAME SCOPES HASH and optionally expires=YYYY-MM-DD, with spaces between"
            )
        }
        key = APIKey(
            name: try Self.name(words[0], place),
            scopes: try Self.scopes(words[1], place),
            digest: try Self.digest(words[2], place),
            end: words.count == 4 ? try Self.end(words[3], place) : nil
        )
    }

    private static func name(_ word: String, _ place: String) throws(CredentialError) -> String {
        guard APIKey.isValid(name: word) else {
            throw CredentialError(
                place,
                got: word,
                "a name of 1 to 64 letters, digits, '.', '_' and '-'"
            )
        }
        guard word != APIKey.adminName else {
            throw CredentialError(place, got: word, "another name; this one is the key's of ADMIN_API_KEY")
        }
        return word
    }

    private static func scopes(_ word: String, _ place: String) throws(CredentialError) -> Set<Scope> {
        var scopes: Set<Scope> = []
        for name in word.split(separator: ",", omittingEmptySubsequences: false) {
            guard let scope = Scope(rawValue: String(name)) else {
                throw CredentialError(place, got: word, "scopes out of \(Scope.names), separated by commas")
            }
            scopes.insert(scope)
        }
        return scopes
    }

    private static func digest(_ word: String, _ place: String) throws(CredentialError) -> KeyDigest {
        // The word is not repeated: somebody may have put the key itself there.
        guard let digest = KeyDigest(word) else {
            throw CredentialError(
                place,
                "the third word is no hash (it is not shown: it may be a key); expected sha256: and 64 hexadecimal "
                    + "digits, as 'modelswitch keys hash' prints them"
            )
        }
        return digest
    }

    private static func end(_ word: String, _ place: String) throws(CredentialError) -> Double {
        let prefix = "expires="
        guard word.hasPrefix(prefix), let end = KeyDate.end(ofDay: String(word.dropFirst(prefix.count))) else {
            throw CredentialError(place, got: word, "expires= and a day such as 2027-01-31")
        }
        return end
    }
}
