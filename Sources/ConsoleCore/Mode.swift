/// What the keys act on.
package enum Mode: Sendable, Hashable {
    /// The table of versions.
    case table
    /// A page of text: details or help.
    case page
    /// A question that waits for yes or no.
    case question
}
