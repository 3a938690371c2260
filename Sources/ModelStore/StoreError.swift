/// Why the store could not do what was asked; two of the same code are equal.
package struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The state directory cannot be made, written or locked.
        case directoryUnusable
        /// The database cannot be opened, read or written.
        case databaseUnusable
        /// Another activation came first.
        case generationMoved
    }

    package let code: Code
    /// What was got, what was expected, what to do.
    package let message: String
    /// The activation that came first, for `generationMoved`.
    package let newer: Activation?

    package init(_ code: Code, _ message: String, newer: Activation? = nil) {
        self.code = code
        self.message = message
        self.newer = newer
    }

    package var description: String { message }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
