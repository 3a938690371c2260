import Testing

@testable import Inference

/// Expected texts come from Python 3.11.
struct TextPreparationTests {
    private func prepared(_ text: String, lowercases: Bool, _ accents: TextPreparation.Accents) -> String {
        var text = text
        var (result, spare): ([UInt8], [UInt8]) = ([], [])
        let preparation = TextPreparation(lowercases: lowercases, accents: accents)
        text.withUTF8 { preparation.prepare($0, into: &result, &spare) }
        return String(decoding: result, as: UTF8.self)
    }

    @Test func `Lower case is Python's, with dotted İ and the sigma that ends a word`() {
        let lowered = prepared("ÀÉ ΑΣ ὈΔΥΣΣΕΎΣ, Σ ΑΣ\u{345}Α İI ẞ 𐐀 Z", lowercases: true, .kept)
        #expect(Array(lowered.utf8) == Array("àé ας ὀδυσσεύς, σ ασ\u{345}α i\u{307}i ß 𐐨 z".utf8))
    }

    @Test func `Accents go, and with them what is written together`() {
        let text = "Élève e\u{301} ﬁ ² Ⅷ ｶﾞ 한 ß ½ ø 東"
        #expect(
            prepared(text, lowercases: false, .removed).unicodeScalars.map(\.value)
                == "Eleve e fi 2 VIII カ \u{1112}\u{1161}\u{11ab} ß 1\u{2044}2 ø 東".unicodeScalars.map(\.value)
        )
        #expect(prepared(text, lowercases: false, .removedToASCII) == "Eleve e fi 2 VIII    12  ")
    }
}
