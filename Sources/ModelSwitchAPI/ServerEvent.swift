/// An event of `GET /admin/events`.
public struct ServerEvent: Sendable, Codable, Equatable {
    /// What happened; a client passes over kinds that it does not know.
    public struct Kind: RawRepresentable, Sendable, Codable, Hashable {
        public let rawValue: String

        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        public init(from decoder: any Decoder) throws {
            rawValue = try decoder.singleValueContainer().decode(String.self)
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(rawValue)
        }

        /// Listening begins: what follows is told as it happens.
        public static let ready = Kind(rawValue: "ready")
        public static let switched = Kind(rawValue: "switched")
        public static let rolledBack = Kind(rawValue: "rolled_back")
        public static let loaded = Kind(rawValue: "loaded")
        public static let loadFailed = Kind(rawValue: "load_failed")
        public static let unloaded = Kind(rawValue: "unloaded")
        public static let circuitOpened = Kind(rawValue: "circuit_opened")
        public static let circuitHalfOpen = Kind(rawValue: "circuit_half_open")
        public static let circuitClosed = Kind(rawValue: "circuit_closed")
        /// The server takes no more requests; the last event of its life.
        public static let draining = Kind(rawValue: "draining")
        /// So many events as ``ServerEvent/count`` says were not delivered: look how things are.
        public static let lost = Kind(rawValue: "lost")
        /// The server was started anew since the last event that the client knows: look how things are.
        public static let reset = Kind(rawValue: "reset")
    }

    /// The place in the stream, to go on from; it names the server's life and the event's number in it.
    public var id: String
    public var kind: Kind
    /// Unix seconds.
    public var at: Double
    public var model: String?
    public var version: String?
    /// The version that was active before.
    public var from: String?
    public var generation: Int?
    public var who: String?
    /// Why, or what went wrong.
    public var reason: String?
    /// How long it took.
    public var seconds: Double?
    /// The request that brought it about.
    public var requestID: String?
    /// How many events were lost.
    public var count: Int?

    public init(id: String, kind: Kind, at: Double) {
        self.id = id
        self.kind = kind
        self.at = at
    }

    enum CodingKeys: String, CodingKey {
        case id, kind, at, model, version, from, generation, who, reason, seconds, count
        case requestID = "request_id"
    }
}
