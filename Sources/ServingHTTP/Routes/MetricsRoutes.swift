import HTTPTypes
import Hummingbird
import Identity
import PrometheusText
import Serving

/// `/metrics`.
struct MetricsRoutes: EndpointSource {
    let exposition: MetricsExposition

    private static let prometheusType = "text/plain; version=0.0.4; charset=utf-8"
    private static let openMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    var endpoints: [Endpoint] {
        [
            Endpoint(
                method: .get,
                path: "/metrics",
                surface: .open,
                scope: .observe,
                documentation: .init(
                    section: .health,
                    summary: "Metrics in Prometheus' text format, or OpenMetrics when asked for",
                    answers: [
                        .init(
                            meaning: "Every family; docs/metrics.md says what each means.",
                            contents: [Self.prometheusType, Self.openMetricsType].map {
                                .init(mediaType: $0, schema: nil)
                            }
                        )
                    ]
                ),
                handler: metrics
            )
        ]
    }

    @Sendable private func metrics(_ request: Request, _ context: ServingContext) async throws -> Response {
        let isOpenMetrics = request.headers[values: .accept].contains { $0.contains("application/openmetrics-text") }
        let bytes = PrometheusText.renderBytes(exposition.families(), as: isOpenMetrics ? .openMetrics : .prometheus)
        return await .coded(
            bytes,
            contentType: isOpenMetrics ? Self.openMetricsType : Self.prometheusType,
            for: request
        )
    }
}
