import HTTPTypes
import Identity
import ModelSwitchAPI
import Serving

extension OpenInferenceRoutes: EndpointSource {
    var endpoints: [Endpoint] {
        let models = ["/v2/models/{model}", "/v2/models/{model}/versions/{version}"]
        return [
            look("/v2/health/live", "Whether the process runs", "InferenceLive", scope: nil, live),
            look(
                "/v2/health/ready",
                "Whether the active version is warm and requests are welcome",
                "InferenceReady",
                scope: nil,
                failures: [.notReady],
                ready
            ),
            look("/v2", "The server and the protocol's extensions it has", "InferenceServerMetadata", serverMetadata),
            look("/v2/models/stats", "What was counted", "InferenceStatistics", scope: .observe, statistics),
        ] + models.flatMap(endpoints) + settings
    }

    /// What there is of a model, and of one version.
    private func endpoints(_ path: String) -> [Endpoint] {
        let unknown: [HTTPFailure.Code] = [.serving(.unknownModel), .serving(.unknownVersion)]
        let unusable: [HTTPFailure.Code] = [.serving(.noActiveVersion), .serving(.versionUnavailable)]
        return [
            look(path, "The model's tensors", "InferenceModelMetadata", failures: unknown + unusable, modelMetadata),
            look(
                path + "/ready",
                "Whether the version is in memory",
                "InferenceModelReady",
                failures: unknown + [.serving(.noActiveVersion), .notReady],
                modelReady
            ),
            look(
                path + "/config",
                "The model's configuration, in Triton's form",
                "InferenceModelConfiguration",
                failures: unknown + unusable,
                modelConfiguration
            ),
            look(
                path + "/stats",
                "What was counted",
                "InferenceStatistics",
                scope: .observe,
                failures: unknown,
                statistics
            ),
            inference(path + "/infer", failures: unknown + unusable),
        ]
    }

    private var settings: [Endpoint] {
        let routes = ServerSettingRoutes(service: service, reader: reader)
        return [
            look("/v2/logging", "What is logged", "InferenceSettings", scope: .observe, routes.logging),
            look("/v2/trace/setting", "What is traced: nothing", "InferenceSettings", scope: .observe, routes.trace),
            look(
                "/v2/models/{model}/trace/setting",
                "What is traced of a model: nothing",
                "InferenceSettings",
                scope: .observe,
                failures: [.serving(.unknownModel)],
                routes.trace
            ),
        ]
    }

    private func look(
        _ path: String,
        _ summary: String,
        _ schema: String,
        scope: Scope? = .predict,
        failures: [HTTPFailure.Code] = [],
        _ handler: @escaping Endpoint.Handler
    ) -> Endpoint {
        Endpoint(
            method: .get,
            path: path,
            surface: .open,
            scope: scope,
            documentation: .init(
                section: .openInference,
                summary: summary,
                answers: [.json(schema, summary + ".")],
                failures: failures
            ),
            handler: handler
        )
    }

    private func inference(_ path: String, failures: [HTTPFailure.Code]) -> Endpoint {
        Endpoint(
            method: .post,
            path: path,
            surface: .open,
            scope: .predict,
            documentation: .init(
                section: .openInference,
                summary: "Predict rows of a tensor",
                details: "JSON, or JSON with the bytes of tensors behind it; docs/open-inference.md has all of it.",
                parameters: [
                    .init(
                        name: "Inference-Header-Content-Length",
                        place: .header,
                        meaning:
                            "The bytes of JSON before the tensors, counted before compression; 0 for a row of FP64 alone.",
                        schema: .object(["type": .string("integer"), "minimum": .integer(0)])
                    )
                ],
                request: .init(contents: [
                    .init(schema: "InferenceRequest", example: Self.example),
                    .init(mediaType: "application/octet-stream", schema: nil),
                ]),
                answers: [
                    .init(
                        meaning: "The tensors that were asked for.",
                        contents: [
                            .init(schema: "InferenceAnswer"), .init(mediaType: "application/octet-stream", schema: nil),
                        ],
                        headers: [
                            ("Model-Version", "The version that answered."),
                            ("Inference-Header-Content-Length", "The bytes of JSON, where tensors follow it."),
                        ]
                    )
                ],
                failures: failures + [
                    .invalidTensors, .unsupported, .serving(.invalidFeatures), .serving(.wrongFeatureType),
                    .bodyTooLarge, .unsupportedMediaType, .serving(.saturated),
                    .serving(.circuitOpen), .serving(.deadlineExceeded),
                ]
            ),
            handler: infer
        )
    }

    /// A row that version v1 of the sample repository answers.
    private static let example = JSONValue.object([
        "inputs": .array([
            .object([
                "name": .string("input"), "shape": .array([.integer(1), .integer(30)]), "datatype": .string("FP64"),
                "data": .array((0..<30).map { _ in .number(1) }),
            ])
        ])
    ])
}

extension OpenInferenceRepositoryRoutes: EndpointSource {
    var endpoints: [Endpoint] {
        let paths = ["/v2/repository/models/{model}", "/v2/repository/models/{model}/versions/{version}"]
        let settings = ServerSettingRoutes(service: service, reader: reader)
        return [
            Endpoint(
                method: .post,
                path: "/v2/repository/index",
                surface: .admin,
                scope: .observe,
                documentation: .init(
                    section: .openInference,
                    summary: "The versions and their states",
                    request: .json("RepositoryIndexRequest", isRequired: false),
                    answers: [.json("RepositoryIndex", "The versions that there are.")],
                    failures: [.invalidTensors, .bodyTooLarge, .unsupportedMediaType]
                ),
                handler: index
            )
        ]
            + paths.flatMap { path in
                [
                    change(path + "/load", "Load a version, or its changed files; it answers when that is done", load),
                    change(path + "/unload", "Drop versions from memory, but never the active one", unload),
                ]
            }
            + [
                set("/v2/logging", "Refuse a change of what is logged", settings.setLogging),
                set("/v2/trace/setting", "Refuse a change of what is traced", settings.setTrace),
                set("/v2/models/{model}/trace/setting", "Refuse a change of what is traced", settings.setTrace),
            ]
    }

    private func change(_ path: String, _ summary: String, _ handler: @escaping Endpoint.Handler) -> Endpoint {
        Endpoint(
            method: .post,
            path: path,
            surface: .admin,
            scope: .admin,
            documentation: .init(
                section: .openInference,
                summary: summary,
                request: .json("RepositoryRequest", isRequired: false),
                answers: [.init(meaning: "It is done; the body is empty.", contents: [])],
                failures: [
                    .invalidTensors, .unsupported, .serving(.unknownModel), .serving(.unknownVersion),
                    .serving(.noActiveVersion), .serving(.versionUnavailable), .bodyTooLarge, .unsupportedMediaType,
                ]
            ),
            handler: handler
        )
    }

    private func set(_ path: String, _ summary: String, _ handler: @escaping Endpoint.Handler) -> Endpoint {
        Endpoint(
            method: .post,
            path: path,
            surface: .admin,
            scope: .admin,
            documentation: .init(
                section: .openInference,
                summary: summary,
                details: "Settings that hold already are accepted, so that clients which send them all go on.",
                request: .json("InferenceSettings", isRequired: false),
                answers: [.json("InferenceSettings", "The settings that hold.")],
                failures: [
                    .invalidTensors, .unsupported, .serving(.unknownModel), .bodyTooLarge, .unsupportedMediaType,
                ]
            ),
            handler: handler
        )
    }
}
