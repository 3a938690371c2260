import CNCurses
import ConsoleCore

/// Styles as attributes and colour pairs of curses, each made once.
struct Palette {
    struct Entry {
        var attributes: attr_t
        var pair: Int32
    }

    private let depth: ColourDepth
    private var entries: [Style: Entry] = [:]

    init(depth: ColourDepth) {
        self.depth = depth
    }

    mutating func entry(for style: Style) -> Entry {
        if let entry = entries[style] { return entry }
        let entry = Entry(depth.ink(for: style))
        entries[style] = entry
        return entry
    }
}

extension Palette.Entry {
    init(_ ink: Ink) {
        attributes = 0
        if ink.isBold { attributes |= CNC_BOLD }
        if ink.isDim { attributes |= CNC_DIM }
        if ink.isReverse { attributes |= CNC_REVERSE }
        let isOwn = ink.foreground == Ink.own && ink.background == Ink.own
        // A terminal without pairs to spare shows the text in its own colours.
        pair = isOwn ? 0 : max(0, alloc_pair(ink.foreground, ink.background))
    }
}
