/// What a cell means; the terminal's side decides how that looks in the colours it has.
package enum Role: Sendable, Hashable {
    case plain
    /// Less important than what stands around it.
    case faint
    /// The line at the top, while all is well.
    case title
    /// The line at the top, when the picture is not live.
    case titleAlert
    /// A column's heading.
    case heading
    /// The name of a section.
    case section
    /// A key in the footer or on the help page.
    case key
    case good
    case warning
    case bad
    /// The line that asks before something is changed.
    case question
    /// A bar of requests up to the median, up to p95, up to p99 and beyond it.
    case bar(Int)
    /// A cell of the heat map: 0 is empty, ``Heat/steps`` the hottest.
    case heat(Int)
}

/// A role, and what has happened to the part of the picture that the cell stands in.
package struct Style: Sendable, Hashable {
    package var role: Role
    /// The row that the cursor is on.
    package var isSelected: Bool
    /// Part of a picture that is no longer true.
    package var isStale: Bool

    package init(_ role: Role = .plain, isSelected: Bool = false, isStale: Bool = false) {
        self.role = role
        self.isSelected = isSelected
        self.isStale = isStale
    }
}
