import HTTPTypes
import Hummingbird
import Identity
import ModelRegistry
import ModelSwitchAPI
import Serving

/// `GET /admin/events`: what happens, as it happens.
struct EventRoutes: EndpointSource {
    let service: ModelService

    private static let mediaType = "text/event-stream"
    private static let lastEventID = HTTPField.Name("Last-Event-ID")
    /// Asks nginx to hand events on at once.
    private static let buffering = HTTPField.Name("X-Accel-Buffering")

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/admin/events",
                surface: .admin,
                scope: .observe,
                documentation: documentation,
                handler: events
            )
        ]
    }

    private var documentation: Endpoint.Documentation {
        .init(
            section: .administration,
            summary: "Switches, loads, failures and breaker changes as they happen",
            details:
                "Server-sent events; the data of each is a ServerEvent. The stream ends when the server stops. A client "
                + "that was cut off goes on after the last event that it knows.",
            parameters: [
                .init(name: "model", meaning: "Only events of this model; of all when absent."),
                .init(
                    name: "after",
                    meaning: "The id of the last event that is known, or 0 for all that are kept; new ones when absent."
                ),
                .init(
                    name: "Last-Event-ID",
                    place: .header,
                    meaning: "The same, as browsers send it; holds over `after`."
                ),
            ],
            answers: [
                .init(
                    meaning: "Events without end.",
                    contents: [.init(mediaType: Self.mediaType, schema: "ServerEvent")]
                )
            ],
            failures: [.serving(.unknownModel), .invalidQuery, .serving(.saturated)]
        )
    }

    @Sendable private func events(_ request: Request, _ context: ServingContext) async throws -> Response {
        let model = try model(request)
        let start = EventPosition(try position(request), in: service.events)
        let stream = EventStream(
            hub: service.events,
            listening: try service.events.listen(after: start.sequence),
            isReset: start.isReset,
            model: model,
            channel: context.channel
        )
        var headers: HTTPFields = [.contentType: Self.mediaType, .cacheControl: "no-store"]
        if let name = Self.buffering { headers[name] = "no" }
        return Response(status: .ok, headers: headers, body: ResponseBody { try await stream.write(to: &$0) })
    }

    private func model(_ request: Request) throws(HTTPFailure) -> String? {
        guard let name = request.uri.queryParameters["model"].map(String.init) else { return nil }
        guard service.registry.knows(model: name) else {
            throw HTTPFailure(.serving(.unknownModel), service.registry.unknownModel(name).message)
        }
        return name
    }

    private func position(_ request: Request) throws(HTTPFailure) -> String? {
        if let id = Self.lastEventID.flatMap({ request.headers[$0] }), !id.isEmpty { return id }
        guard let after = request.uri.queryParameters["after"].map(String.init) else { return nil }
        guard after == "0" || EventPosition.isID(after) else {
            throw HTTPFailure(.invalidQuery, "expected an event's id, or 0 for all that are kept", path: "after")
        }
        return after
    }
}
