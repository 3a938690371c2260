import HTTPTypes
import Hummingbird
import PrometheusText
import Serving

/// `/metrics`.
struct MetricsRoutes: EndpointSource {
    let exposition: MetricsExposition

    var endpoints: [Endpoint] {
        [.get("/metrics", "Metrics in Prometheus' text format, or OpenMetrics when asked for", metrics)]
    }

    @Sendable private func metrics(_ request: Request, _ context: ServingContext) async throws -> Response {
        let isOpenMetrics = request.headers[values: .accept].contains { $0.contains("application/openmetrics-text") }
        let bytes = PrometheusText.renderBytes(exposition.families(), as: isOpenMetrics ? .openMetrics : .prometheus)
        return .bytes(
            bytes,
            contentType: isOpenMetrics
                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8"
        )
    }
}
