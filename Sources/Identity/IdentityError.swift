/// Why a caller is not who it says; two of the same code are equal.
package struct IdentityError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// No key is like the one that was given.
        case unknownKey
        /// The key was right, but its time is over.
        case expiredKey
        /// The token is none, or none of those who may make them.
        case badToken
        /// The token was right, but its time is over or has not come.
        case untimelyToken
    }

    package let code: Code
    /// What was got, what was expected; a part of a sentence.
    package let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
