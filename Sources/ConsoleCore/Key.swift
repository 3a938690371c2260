/// A key that was pressed.
package enum Key: Sendable, Hashable {
    case character(Character)
    /// With Ctrl held; the letter is lower case.
    case control(Character)
    case up
    case down
    case pageUp
    case pageDown
    case home
    case end
    case enter
    case escape
    /// A key that has no meaning here.
    case other

    /// How people call it.
    var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let letter): "Ctrl-\(letter.uppercased())"
        case .up: "↑"
        case .down: "↓"
        case .pageUp: "PgUp"
        case .pageDown: "PgDn"
        case .home: "Home"
        case .end: "End"
        case .enter: "Enter"
        case .escape: "Esc"
        case .other: "that key"
        }
    }
}
