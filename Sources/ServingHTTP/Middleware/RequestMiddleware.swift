import HTTPTypes
import Hummingbird
import Logging
import Serving

/// What every request gets: an id, a count, a time, a log line, and a problem for an answer when it fails.
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

        var response = await answer(request, context, next)
        if let header = RequestID.header { response.headers[header] = context.requestID }
        let seconds = (ContinuousClock.now - start).seconds
        series.find(context.endpointPath, request.method).record(status: response.status.code, seconds: seconds)
        log(request, response, seconds, context)
        return response
    }

    private func answer(
        _ request: Request,
        _ context: ServingContext,
        _ next: (Request, ServingContext) async throws -> Response
    ) async -> Response {
        do {
            return try await next(request, context)
        } catch {
            let failure = ProblemTable.failure(from: error)
            if failure.code == .internalError {
                context.logger.error("request failed", metadata: ["error": "\(error)"])
            }
            return ProblemTable.response(to: failure, requestID: context.requestID)
        }
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

/// The request counters by route and method; made from the routes, so a request cannot add any.
struct RouteSeries: Sendable {
    static let unmatched = "unmatched"

    private let known: [String: [HTTPRequest.Method: HTTPInstruments.Series]]
    private let other: HTTPInstruments.Series

    init(_ routes: [(path: String, methods: [HTTPRequest.Method])], in instruments: HTTPInstruments) {
        known = Dictionary(
            routes.map { path, methods in
                (
                    path,
                    Dictionary(
                        uniqueKeysWithValues: methods.map { ($0, instruments.series(route: path, method: $0.rawValue)) }
                    )
                )
            },
            uniquingKeysWith: { $0.merging($1) { first, _ in first } }
        )
        other = instruments.series(route: Self.unmatched, method: "any")
    }

    func find(_ path: String?, _ method: HTTPRequest.Method) -> HTTPInstruments.Series {
        path.flatMap { known[$0]?[method] } ?? other
    }
}
