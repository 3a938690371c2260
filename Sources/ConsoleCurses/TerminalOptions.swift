/// What the operator wants of the terminal, whatever it could do.
package struct TerminalOptions: Sendable {
    /// Characters of ASCII only.
    package var isASCII: Bool
    /// No colours (`NO_COLOR`).
    package var isColourless: Bool

    package init(isASCII: Bool, isColourless: Bool) {
        self.isASCII = isASCII
        self.isColourless = isColourless
    }
}
