/// The glyphs that pictures are made of.
extension GlyphSet {
    /// A bar of `eighths` eighths of a column, as text.
    func bar(eighths: Int) -> String {
        let eighths = max(0, eighths)
        guard self == .unicode else { return String(repeating: "#", count: (eighths + 4) / 8) }
        let rest = eighths % 8
        return String(repeating: "█", count: eighths / 8) + (rest == 0 ? "" : Self.eighths[rest - 1])
    }

    /// One column of a sparkline.
    ///
    /// - Parameter share: of the highest value, from 0 to 1.
    func spark(_ share: Double) -> String {
        let steps = self == .unicode ? Self.sparks : Self.asciiSparks
        guard share > 0 else { return " " }
        return steps[min(steps.count - 1, Int(clamping: share * Double(steps.count)))]
    }

    /// A cell of a heat map where there are no colours to shade with.
    func shade(_ heat: Heat) -> String {
        let steps = self == .unicode ? Self.shades : Self.asciiShades
        guard heat.step > 0 else { return " " }
        return steps[(heat.step - 1) * steps.count / Heat.steps]
    }

    private static let eighths = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    private static let sparks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    private static let asciiSparks = [".", ":", "-", "=", "+", "*", "#"]
    private static let shades = ["░", "▒", "▓", "█"]
    private static let asciiShades = [".", ":", "-", "=", "+", "*", "#", "%", "@"]
}
