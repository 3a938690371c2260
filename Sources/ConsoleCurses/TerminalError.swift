/// Why there is no terminal to draw on.
package struct TerminalError: Error, Equatable, CustomStringConvertible {
    package enum Code: Sendable, Equatable {
        /// Input or output is no terminal.
        case noTerminal
        /// Nothing is known of the terminal that `TERM` names, or it cannot place a cursor.
        case unknownTerminal
        /// The system refused something that the console cannot do without.
        case system
    }

    package let code: Code
    /// What was found, and what to do.
    package let description: String

    package static func == (left: TerminalError, right: TerminalError) -> Bool { left.code == right.code }
}
