/// Tells when files have changed and have come to rest.
///
/// A change counts once two looks in a row found the same: a file that is being written is left alone until it is done.
package struct FileWatch: Sendable {
    private var taken: [FileFingerprint?]
    private var seen: [FileFingerprint?]

    /// - Parameter look: the files as they were before they were read.
    package init(_ look: [FileFingerprint?]) {
        taken = look
        seen = look
    }

    /// Whether the files are to be read again; then `look` counts as read.
    package mutating func isDue(_ look: [FileFingerprint?]) -> Bool {
        defer { seen = look }
        guard look != taken, look == seen else { return false }
        taken = look
        return true
    }
}
