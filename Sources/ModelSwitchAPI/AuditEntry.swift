/// One line of `GET /admin/audit`.
public struct AuditEntry: Sendable, Codable, Equatable {
    /// Counts the entries, from 1.
    public var sequence: Int
    /// Unix seconds.
    public var at: Double
    /// How the caller was recognised: `key`, `token`, or `none`.
    public var kind: String
    /// The key's name or the token's subject; absent for a caller who is not known.
    public var who: String?
    /// Where the request came from.
    public var address: String
    public var method: String
    /// The route's template, such as `/admin/rollback`; empty for an entry that counts refused attempts.
    public var route: String
    public var model: String?
    public var version: String?
    public var reason: String?
    public var requestID: String
    /// The answer's status.
    public var status: Int
    /// What came of it, as a sentence.
    public var outcome: String
    /// The hash of the entry before, in hexadecimal; zeros before the first.
    public var previousHash: String
    /// SHA-256 over the previous hash and every field, in hexadecimal.
    public var hash: String

    public init(
        sequence: Int,
        at: Double,
        kind: String,
        who: String?,
        address: String,
        method: String,
        route: String,
        model: String? = nil,
        version: String? = nil,
        reason: String? = nil,
        requestID: String,
        status: Int,
        outcome: String,
        previousHash: String,
        hash: String
    ) {
        self.sequence = sequence
        self.at = at
        self.kind = kind
        self.who = who
        self.address = address
        self.method = method
        self.route = route
        self.model = model
        self.version = version
        self.reason = reason
        self.requestID = requestID
        self.status = status
        self.outcome = outcome
        self.previousHash = previousHash
        self.hash = hash
    }

    enum CodingKeys: String, CodingKey {
        case sequence, at, kind, who, address, method, route, model, version, reason, status, outcome, hash
        case requestID = "request_id"
        case previousHash = "previous_hash"
    }
}
