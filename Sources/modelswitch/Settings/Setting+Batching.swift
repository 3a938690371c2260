extension Setting {
    /// How requests of several clients are answered together.
    static let batching: [Setting] = []
}
