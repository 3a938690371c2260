import HTTPTypes
import Hummingbird
import Identity
import ModelStore
import ModelSwitchAPI
import Serving

/// `/admin/audit`.
struct AuditRoutes: EndpointSource {
    let log: AuditLog

    private static let limit = 100
    private static let maximum = 1000
    /// What a client of JSON can still count to.
    private static let latest = 1 << 53

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/admin/audit",
                surface: .admin,
                scope: .admin,
                documentation: .init(
                    section: .administration,
                    summary: "What was done or tried on the admin API, newest first",
                    details:
                        "Each entry is chained to the one before by its hash; modelswitch audit verify follows the chain.",
                    parameters: [
                        Self.parameter("limit", "How many; \(Self.limit) when absent.", maximum: Self.maximum),
                        Self.parameter(
                            "before",
                            "The sequence number that all are below; the newest when absent.",
                            maximum: Self.latest
                        ),
                    ],
                    answers: [.json("AuditEntries", "The entries.")],
                    failures: [.invalidQuery, .serving(.storeFailed)]
                ),
                handler: entries
            )
        ]
    }

    private static func parameter(
        _ name: String,
        _ meaning: String,
        maximum: Int? = nil
    ) -> Endpoint.Documentation.Parameter {
        var schema: [String: JSONValue] = ["type": .string("integer"), "minimum": .integer(1)]
        if let maximum { schema["maximum"] = .integer(maximum) }
        return .init(name: name, meaning: meaning, schema: .object(schema))
    }

    @Sendable private func entries(_ request: Request, _ context: ServingContext) async throws -> Response {
        let limit = try Self.number("limit", in: request, upTo: Self.maximum) ?? Self.limit
        let before = try Self.number("before", in: request, upTo: Self.latest)
        return .json(try await log.records(before: before, limit: limit).map(AuditEntry.init))
    }

    private static func number(_ name: String, in request: Request, upTo maximum: Int) throws(HTTPFailure) -> Int? {
        guard let text = request.uri.queryParameters[Substring(name)] else { return nil }
        guard let number = Int(text), (1...maximum).contains(number) else {
            throw HTTPFailure(.invalidQuery, "expected an integer of at least 1 and at most \(maximum)", path: name)
        }
        return number
    }
}

extension AuditEntry {
    init(_ record: AuditRecord) {
        self.init(
            sequence: record.sequence,
            at: record.at,
            kind: record.draft.kind,
            who: record.draft.name.isEmpty ? nil : record.draft.name,
            address: record.draft.address,
            method: record.draft.method,
            route: record.draft.route,
            model: record.draft.model,
            version: record.draft.version,
            reason: record.draft.reason,
            requestID: record.draft.requestID,
            status: record.draft.status,
            outcome: record.draft.outcome,
            previousHash: record.previousHash,
            hash: record.hash
        )
    }
}
