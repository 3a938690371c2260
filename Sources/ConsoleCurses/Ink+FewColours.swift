import ConsoleCore

/// The look with eight colours, and with none.
extension Ink {
    private static let red: Int32 = 1
    private static let green: Int32 = 2
    private static let yellow: Int32 = 3
    private static let cyan: Int32 = 6

    private static let bars: [Int32] = [green, yellow, yellow, red]
    /// The heat map is drawn with characters that grow denser; the colour goes along: blue, magenta, red, yellow.
    private static let heat: [Int32] = [own, 4, 4, 4, 4, 5, 5, 5, 1, 1, 1, 3, 3, 3, 3]

    init(inEightColours style: Style) {
        self.init(plainly: style)
        guard !style.isStale, !isReverse || style.role == .titleAlert else { return }
        switch style.role {
        case .plain, .faint, .title, .heading: break
        case .titleAlert, .warning, .question: foreground = Self.yellow
        case .section, .key: foreground = Self.cyan
        case .good: foreground = Self.green
        case .bad: foreground = Self.red
        case .bar(let step): foreground = Self.bars.element(step)
        case .heat(let step): foreground = Self.heat.element(step)
        }
    }

    /// Attributes alone.
    init(plainly style: Style) {
        self.init()
        switch style.role {
        case .title: isReverse = true
        case .titleAlert: (isReverse, isBold) = (true, true)
        case .heading, .section, .key, .bad, .question: isBold = true
        case .faint: isDim = true
        case .plain, .good, .warning, .bar, .heat: break
        }
        if style.isStale { (isDim, isBold) = (true, false) }
        // A bar in reverse would be a gap.
        if case .bar = style.role { return }
        if style.isSelected { (isReverse, isDim) = (true, false) }
    }
}
