import ConsoleCore

/// How a style looks: colours as the terminal numbers them, and attributes.
struct Ink: Equatable {
    /// The terminal's own colour.
    static let own: Int32 = -1

    var foreground = own
    var background = own
    var isBold = false
    var isDim = false
    var isReverse = false
}

/// How many colours a terminal has, as far as it makes a difference.
enum ColourDepth: Equatable {
    case none
    case eight
    case many

    init(colours: Int) {
        self = colours >= 256 ? .many : colours >= 8 ? .eight : .none
    }

    func ink(for style: Style) -> Ink {
        switch self {
        case .none: Ink(plainly: style)
        case .eight: Ink(inEightColours: style)
        case .many: Ink(inManyColours: style)
        }
    }
}
