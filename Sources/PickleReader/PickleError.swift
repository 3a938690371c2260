/// Why a pickle was not read; two of the same code are equal.
package struct PickleError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// There are no bytes.
        case empty
        /// The bytes end in the middle of something.
        case truncated
        /// An instruction or a value does not hold together.
        case malformed
        /// A global outside the ``GlobalPolicy`` is named.
        case refusedGlobal
        /// An instruction that no scikit-learn file needs.
        case refusedOpcode
        /// More than the ``PickleBudget`` allows.
        case overBudget
    }

    package let code: Code
    /// What was got, what was expected, what to do.
    package let message: String
    /// Where in the file the instruction stands, if the fault is at one place.
    package let offset: Int?

    package init(_ code: Code, _ message: String, offset: Int? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
    }

    package var description: String {
        guard let offset else { return message }
        return "\(message) (at byte \(offset))"
    }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
