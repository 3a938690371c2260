/// What somebody did or tried to do, before it has a place in the audit log.
///
/// Text that came from outside is cleaned and cut when a draft is made.
package struct AuditDraft: Sendable, Equatable {
    /// How the caller was recognised: `key`, `token`, or `none`.
    package let kind: String
    /// The key's name or the token's subject; empty for a caller who is not known.
    package let name: String
    /// Where the request came from.
    package let address: String
    package let method: String
    /// The route's template, such as `/admin/rollback`.
    package let route: String
    package let model: String?
    package let version: String?
    /// Why, in the caller's words.
    package let reason: String?
    package let requestID: String
    /// The answer's status.
    package let status: Int
    /// What came of it, as a sentence.
    package let outcome: String

    package init(
        kind: String,
        name: String,
        address: String,
        method: String,
        route: String,
        model: String? = nil,
        version: String? = nil,
        reason: String? = nil,
        requestID: String,
        status: Int,
        outcome: String
    ) {
        self.init(
            verbatim: Self.plain(kind, 16),
            name: Self.plain(name, 128),
            address: Self.plain(address, 64),
            method: Self.plain(method, 16),
            route: Self.plain(route, 128),
            model: model.map { Self.plain($0, 128) },
            version: version.map { Self.plain($0, 128) },
            reason: reason.map { Self.plain($0, 1000) },
            requestID: Self.plain(requestID, 128),
            status: status,
            outcome: Self.plain(outcome, 500)
        )
    }

    /// A draft whose text is taken as it stands: read back from where it was kept.
    init(
        verbatim kind: String,
        name: String,
        address: String,
        method: String,
        route: String,
        model: String?,
        version: String?,
        reason: String?,
        requestID: String,
        status: Int,
        outcome: String
    ) {
        self.kind = kind
        self.name = name
        self.address = address
        self.method = method
        self.route = route
        self.model = model
        self.version = version
        self.reason = reason
        self.requestID = requestID
        self.status = status
        self.outcome = outcome
    }

    /// A text on one line of at most so many bytes, without what steers a terminal; what was cut off shows as `…`.
    private static func plain(_ text: String, _ limit: Int) -> String {
        var kept = String.UnicodeScalarView()
        var count = 0
        for scalar in text.unicodeScalars {
            let scalar = steers(scalar) ? "?" : scalar
            count += UTF8.width(scalar)
            guard count <= limit else {
                kept.append("…")
                break
            }
            kept.append(scalar)
        }
        return String(kept)
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
