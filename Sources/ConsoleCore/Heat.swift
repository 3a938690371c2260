/// How hot a cell of the heat map is.
package struct Heat: Sendable, Hashable {
    /// The hottest step; the coolest of what is not nothing is 1.
    package static let steps = 14

    package let step: Int

    /// The shade of a rate beside the highest one: its square root, so that a single slow request can be seen.
    init(_ rate: Double, of highest: Double) {
        guard rate > 0, highest > 0, rate.isFinite, highest.isFinite else {
            step = 0
            return
        }
        let share = (min(rate, highest) / highest).squareRoot()
        step = min(Self.steps, 1 + Int(clamping: share * Double(Self.steps)))
    }
}
