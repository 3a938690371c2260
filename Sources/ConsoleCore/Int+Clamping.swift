extension Int {
    /// The whole part of a number, as near as `Int` can hold it; 0 for what is no number.
    init(clamping value: Double) {
        guard !value.isNaN else {
            self = 0
            return
        }
        self = Int(exactly: value.rounded(.towardZero)) ?? (value < 0 ? .min : .max)
    }
}
