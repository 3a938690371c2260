/// Cuts documents into terms: words or characters, one or several in a row.
///
/// - Source: `build_analyzer` of scikit-learn's vectorizers.
package struct TextAnalyser: Sendable {
    /// What terms are made of.
    package enum Unit: Sendable {
        /// Tokens, apart from some words.
        case word(TokenPattern, stopWords: TermTable?)
        case character
        /// Characters within a word with a blank on either side.
        case characterInWord
    }

    private let preparation: TextPreparation
    private let unit: Unit
    /// How many units make a term.
    private let lengths: ClosedRange<Int>

    /// The most units in a term: all lengths of a text are as much work as its length times this.
    package static let maximumLength = 64

    /// - Throws: ``ModelStructureError`` for lengths below 1 or beyond ``maximumLength``.
    package init(
        _ preparation: TextPreparation,
        unit: Unit,
        minimumLength: Int,
        maximumLength: Int
    ) throws(ModelStructureError) {
        guard minimumLength >= 1, minimumLength <= maximumLength, maximumLength <= Self.maximumLength else {
            throw ModelStructureError(
                "Its terms have \(minimumLength) to \(maximumLength) units; 1 to \(Self.maximumLength) are possible"
            )
        }
        self.preparation = preparation
        self.unit = unit
        lengths = minimumLength...maximumLength
    }

    package var memoryBytes: Int {
        if case .word(_, let stopWords?) = unit { stopWords.memoryBytes } else { 0 }
    }

    /// Calls `body` with every term of a document, in no certain order.
    ///
    /// - Parameter longest: terms of more bytes may be left out.
    /// - Complexity: O(bytes) for terms of one unit; `lengths` times as much otherwise.
    func forEachTerm(
        of document: String,
        upTo longest: Int,
        in workspace: inout TextWorkspace,
        _ body: (TextBytes) -> Void
    ) {
        var document = document
        document.withUTF8 { preparation.prepare($0, into: &workspace.prepared, &workspace.spare) }
        switch unit {
        case .word(let pattern, let stopWords):
            if lengths.upperBound == 1 {
                Self.forEachWord(pattern, stopWords, in: &workspace) { word, _ in body(word) }
            } else {
                Self.joinWords(pattern, stopWords, in: &workspace)
                forEachRun(upTo: longest, in: workspace, body)
            }
        case .character:
            Self.joinCharacters(in: &workspace)
            forEachRun(upTo: longest, in: workspace, body)
        case .characterInWord: forEachRunInWords(upTo: longest, in: &workspace, body)
        }
    }

    /// Calls `body` with every run of units of the lengths wanted.
    ///
    /// - Source: `_word_ngrams` and `_char_ngrams`.
    private func forEachRun(upTo longest: Int, in workspace: TextWorkspace, _ body: (TextBytes) -> Void) {
        workspace.joined.withUnsafeBufferPointer { joined in
            workspace.units.withUnsafeBufferPointer { units in
                for start in units.indices {
                    for length in lengths where start + length <= units.count {
                        let range = units[start].lowerBound..<units[start + length - 1].upperBound
                        if range.count > longest { break }
                        body(joined.part(range))
                    }
                }
            }
        }
    }

    // MARK: Words

    private static func forEachWord(
        _ pattern: TokenPattern,
        _ stopWords: TermTable?,
        in workspace: inout TextWorkspace,
        _ body: (TextBytes, inout TextWorkspace) -> Void
    ) {
        // The matcher is taken out, so that the rest can be changed while it runs.
        var matcher = workspace.matcher
        workspace.matcher = TokenMatcher()
        let text = workspace.prepared
        text.withUnsafeBufferPointer { text in
            pattern.forEachToken(in: text, &matcher) { range in
                let word = text.part(range)
                if let stopWords, stopWords.contains(word) { return }
                body(word, &workspace)
            }
        }
        workspace.matcher = matcher
    }

    /// The words with a space between each two.
    private static func joinWords(
        _ pattern: TokenPattern,
        _ stopWords: TermTable?,
        in workspace: inout TextWorkspace
    ) {
        workspace.clearUnits()
        forEachWord(pattern, stopWords, in: &workspace) { word, workspace in
            if !workspace.units.isEmpty { workspace.joined.append(TextWorkspace.space) }
            workspace.append(unit: word)
        }
    }

    // MARK: Characters

    /// The characters, with several blanks as one space; a blank on its own stays what it is.
    private static func joinCharacters(in workspace: inout TextWorkspace) {
        workspace.clearUnits()
        let text = workspace.prepared
        text.withUnsafeBufferPointer { text in
            var index = 0
            while index < text.count {
                let end = endOfBlanks(in: text, from: index)
                if end > index + text.length(at: index) {
                    workspace.appendSpace()
                    index = end
                } else {
                    workspace.append(unit: text.part(index..<index + text.length(at: index)))
                    index += text.length(at: index)
                }
            }
        }
    }

    private static func endOfBlanks(in text: TextBytes, from start: Int) -> Int {
        var index = start
        while index < text.count, CharacterTables.isSpace(text.scalar(at: index)) { index += text.length(at: index) }
        return index
    }

    /// - Source: `_char_wb_ngrams`: a word that is shorter than all terms is one itself, with its spaces.
    private func forEachRunInWords(upTo longest: Int, in workspace: inout TextWorkspace, _ body: (TextBytes) -> Void) {
        let text = workspace.prepared
        text.withUnsafeBufferPointer { text in
            var index = Self.endOfBlanks(in: text, from: 0)
            while index < text.count {
                workspace.clearUnits()
                workspace.appendSpace()
                while index < text.count, !CharacterTables.isSpace(text.scalar(at: index)) {
                    let end = index + text.length(at: index)
                    workspace.append(unit: text.part(index..<end))
                    index = end
                }
                workspace.appendSpace()
                if workspace.units.count < lengths.lowerBound {
                    workspace.joined.withUnsafeBufferPointer(body)
                } else {
                    forEachRun(upTo: longest, in: workspace, body)
                }
                index = Self.endOfBlanks(in: text, from: index)
            }
        }
    }
}
