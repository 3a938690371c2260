/// What is done to a document before it is cut up.
///
/// - Source: `build_preprocessor` of scikit-learn's vectorizers: first lower case, then no accents.
package struct TextPreparation: Sendable {
    package enum Accents: Sendable {
        case kept
        /// Letters without their marks.
        case removed
        /// The same, and nothing that ASCII lacks.
        case removedToASCII
    }

    private let lowercases: Bool
    private let accents: Accents

    package init(lowercases: Bool, accents: Accents) {
        self.lowercases = lowercases
        self.accents = accents
    }

    /// Puts the prepared text into `result`, whose contents go.
    ///
    /// - Parameter spare: memory to work in.
    /// - Complexity: O(bytes).
    func prepare(_ text: TextBytes, into result: inout [UInt8], _ spare: inout [UInt8]) {
        result.removeAll(keepingCapacity: true)
        result.reserveCapacity(text.count)
        if lowercases {
            Lowercasing.append(text, to: &result)
        } else {
            result.append(contentsOf: text)
        }
        guard accents != .kept, !result.allSatisfy({ $0 < 0x80 }) else { return }
        swap(&result, &spare)
        result.removeAll(keepingCapacity: true)
        spare.withUnsafeBufferPointer {
            AccentRemoval.append($0, isASCII: accents == .removedToASCII, to: &result)
        }
    }
}
