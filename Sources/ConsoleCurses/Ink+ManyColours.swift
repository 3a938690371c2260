import ConsoleCore

/// The look with the 256 colours of xterm.
extension Ink {
    /// From black over violet and red to a pale yellow: lightness grows with every step, for eyes that see no hues.
    private static let heat: [Int32] = [233, 17, 18, 54, 55, 91, 126, 162, 161, 197, 203, 209, 215, 221, 229]
    /// The same for a picture that is no longer true.
    private static let ash: [Int32] = [233, 234, 235, 236, 237, 238, 239, 240, 241, 242, 243, 244, 245, 246, 247]
    private static let bars: [Int32] = [114, 185, 215, 203]

    private static let selection: Int32 = 24
    private static let stale: Int32 = 242

    init(inManyColours style: Style) {
        switch style.role {
        case .plain: self.init()
        case .faint: self.init(foreground: 245)
        case .title: self.init(foreground: 234, background: 252)
        case .titleAlert: self.init(foreground: 234, background: 215, isBold: true)
        case .heading: self.init(foreground: 250, isBold: true)
        case .section, .key: self.init(foreground: 117, isBold: true)
        case .good: self.init(foreground: 114)
        case .warning: self.init(foreground: 221)
        case .bad: self.init(foreground: 203, isBold: true)
        case .question: self.init(foreground: 221, isBold: true)
        case .bar(let step): self.init(foreground: Self.bars.element(step))
        case .heat(let step): self.init(background: (style.isStale ? Self.ash : Self.heat).element(step))
        }
        if style.isStale, background == Self.own { self = Ink(foreground: Self.stale) }
        if style.isSelected { select() }
    }

    private mutating func select() {
        background = Self.selection
        if foreground == Self.own || foreground == 245 { foreground = 255 }
        if foreground == Self.stale { foreground = 249 }
    }
}

extension [Int32] {
    /// The element at an index, or the nearest one there is.
    func element(_ index: Int) -> Int32 {
        isEmpty ? Ink.own : self[Swift.min(Swift.max(0, index), count - 1)]
    }
}
