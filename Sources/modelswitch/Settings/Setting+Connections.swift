extension Setting {
    /// How connections are accepted, kept and ended.
    static let connections: [Setting] = []
}
