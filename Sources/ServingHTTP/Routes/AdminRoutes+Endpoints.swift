import HTTPTypes
import Identity
import ModelSwitchAPI
import Serving

extension AdminRoutes: EndpointSource {
    var endpoints: [Endpoint] {
        [
            look("active-version", "The active version", "ActiveVersion", activeVersion),
            change(
                "set-active-version",
                "Switch to a version",
                "The version is loaded, checked and warmed while the old one answers; then the pointer flips.",
                "SetActiveVersion",
                "ActivationResult",
                failures: [.serving(.activationFailed), .serving(.generationMoved), .serving(.storeFailed)],
                setActiveVersion
            ),
            change(
                "rollback",
                "Go back to the version that was active before",
                "A rollback after a rollback goes one step further back.",
                "Rollback",
                "ActivationResult",
                isBodyRequired: false,
                failures: [
                    .serving(.nothingToRollBackTo), .serving(.activationFailed), .serving(.generationMoved),
                    .serving(.storeFailed),
                ],
                rollBack
            ),
            look("models", "All versions", "VersionObjects", versions),
            look(
                "models/{version}",
                "One version",
                "VersionObject",
                parameters: [
                    .init(name: "version", place: .path, meaning: "The version's folder.", example: .string("v1"))
                ],
                version
            ),
            change(
                "warm",
                "Load, check and warm a version without switching",
                "Answers when the version is ready, or with the reason why it cannot be.",
                "Warm",
                "VersionObject",
                failures: [.serving(.activationFailed), .serving(.unknownVersion)],
                warm
            ),
            change(
                "cache/clear",
                "Drop versions from memory, but never the active one",
                "Requests that hold a version finish with it.",
                nil,
                "CacheCleared",
                parameters: [.init(name: "version", meaning: "The version to drop; all when absent.")],
                failures: [.serving(.unknownVersion)],
                clearCache
            ),
            look(
                "history",
                "Activations, newest first",
                "HistoryEntries",
                parameters: [
                    .init(
                        name: "limit",
                        meaning: "How many; \(Self.historyLimit) when absent.",
                        schema: .object([
                            "type": .string("integer"), "minimum": .integer(1),
                            "maximum": .integer(Self.historyMaximum),
                        ])
                    )
                ],
                history
            ),
        ]
    }

    // MARK: - The shapes of endpoints

    private static let modelParameter = Endpoint.Documentation.Parameter(
        name: "model",
        meaning: "The model; the default one when absent."
    )

    /// An endpoint that changes nothing.
    private func look(
        _ path: String,
        _ summary: String,
        _ schema: String,
        parameters: [Endpoint.Documentation.Parameter] = [],
        _ handler: @escaping Endpoint.Handler
    ) -> Endpoint {
        endpoint(
            .get,
            path,
            .observe,
            .init(
                section: .administration,
                summary: summary,
                parameters: [Self.modelParameter] + parameters,
                answers: [.json(schema, summary + ".")],
                failures: [.serving(.unknownModel), .invalidQuery, .serving(.storeFailed)]
            ),
            handler
        )
    }

    /// An endpoint that changes what the server does.
    private func change(
        _ path: String,
        _ summary: String,
        _ details: String,
        _ request: String?,
        _ schema: String,
        isBodyRequired: Bool = true,
        parameters: [Endpoint.Documentation.Parameter] = [],
        failures: [HTTPFailure.Code],
        _ handler: @escaping Endpoint.Handler
    ) -> Endpoint {
        let bodyFailures: [HTTPFailure.Code] = [.invalidBody, .bodyTooLarge, .unsupportedMediaType]
        return endpoint(
            .post,
            path,
            .admin,
            .init(
                section: .administration,
                summary: summary,
                details: details,
                parameters: [Self.modelParameter] + parameters,
                request: request.map { .json($0, isRequired: isBodyRequired) },
                answers: [.json(schema, summary + ".")],
                failures: failures + [.serving(.unknownModel)] + (request == nil ? [] : bodyFailures)
            ),
            handler
        )
    }

    private func endpoint(
        _ method: HTTPRequest.Method,
        _ path: String,
        _ scope: Scope,
        _ documentation: Endpoint.Documentation,
        _ handler: @escaping Endpoint.Handler
    ) -> Endpoint {
        Endpoint(
            method: method,
            path: "/admin/" + path,
            surface: .admin,
            scope: scope,
            documentation: documentation,
            handler: handler
        )
    }
}
