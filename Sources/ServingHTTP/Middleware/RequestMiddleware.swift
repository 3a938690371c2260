import HTTPTypes
import Hummingbird
import Logging
import ModelRegistry
import Serving

/// What every request gets: an id, a count, a time and a log line.
struct RequestMiddleware: RouterMiddleware {
    let service: ModelService
    let series: RouteSeries

    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        service.metrics.http.begin()
        defer { service.metrics.http.end() }
        var context = context
        context.requestID = RequestID.of(request.headers)
        context.logger[metadataKey: "request_id"] = .string(context.requestID)

        var response = try await next(request, context)
        if let header = RequestID.header { response.headers[header] = context.requestID }
        let seconds = (ContinuousClock.now - start).seconds
        series.find(context.endpointPath, request.method).record(status: response.status.code, seconds: seconds)
        log(request, response, seconds, context)
        return response
    }

    private func log(_ request: Request, _ response: Response, _ seconds: Double, _ context: ServingContext) {
        context.logger.debug(
            "request",
            metadata: [
                "method": "\(request.method)", "route": "\(context.endpointPath ?? RouteSeries.unmatched)",
                "status": "\(response.status.code)", "seconds": "\(seconds)",
            ]
        )
    }
}
