/// Why a server did not do what it was asked.
package struct ServerFailure: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// No answer came: nobody listens, the connection broke, the time ran out, or what came was no answer.
        case lost
        /// The server answered, and the answer is no.
        case refused
        /// The server wants a key, or another one.
        case unauthorized
    }

    package var kind: Kind
    /// A sentence that says what happened and what to do.
    package var sentence: String

    package init(kind: Kind, sentence: String) {
        self.kind = kind
        self.sentence = sentence
    }
}
