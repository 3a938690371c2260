extension Setting {
    /// How much callers may ask for.
    static let limits: [Setting] = []
}
