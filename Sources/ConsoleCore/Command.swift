/// What a key can ask for.
package enum Command: Sendable, Hashable, CaseIterable {
    case moveDown
    case moveUp
    case pageDown
    case pageUp
    case moveFirst
    case moveLast
    case details
    case back
    case switchVersion
    case rollBack
    case warm
    case confirm
    case decline
    case pause
    case slower
    case faster
    case help
    case redraw
    case suspend
    case quit
}
