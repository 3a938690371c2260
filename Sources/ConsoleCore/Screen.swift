/// What fills the space between title and footer.
enum Screen: Equatable, Sendable {
    case overview
    /// Everything about one version; `top` is the first line shown.
    case details(VersionID, top: Int)
    case help(top: Int)

    /// The first line shown of a page of text.
    var top: Int {
        get {
            switch self {
            case .overview: 0
            case .details(_, let top), .help(let top): top
            }
        }
        set {
            switch self {
            case .overview: break
            case .details(let id, _): self = .details(id, top: newValue)
            case .help: self = .help(top: newValue)
            }
        }
    }
}
