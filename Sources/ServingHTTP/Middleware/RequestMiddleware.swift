import HTTPTypes
import Hummingbird
import Inference
import LogLines
import Logging
import ModelRegistry
import NIOCore
import Serving

/// What every request gets: an id, a place in a trace, a count, a time, a line of the access log and, where people asked
/// for it, of the request log.
struct RequestMiddleware: RouterMiddleware {
    let service: ModelService
    let series: RouteSeries
    let logs: RequestLogs

    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        service.metrics.http.begin()
        defer { service.metrics.http.end() }
        let record = makeRecord(request.headers)
        context.requestID = record.id
        do {
            var response = try await RequestRecord.$current.withValue(record) { try await next(request, context) }
            name(record, in: &response.headers)
            let seconds = (ContinuousClock.now - start).seconds
            series.find(context.endpointPath, request.method).record(status: response.status.code, seconds: seconds)
            log(request, response, record, seconds, context)
            if record.keepsBodies { await keep(response, record, seconds, context) }
            return response
        } catch {
            // What is no HTTP is answered, and the connection closed, by the server itself.
            let seconds = (ContinuousClock.now - start).seconds
            log(request, Response(status: .badRequest), record, seconds, context)
            throw error
        }
    }

    // MARK: - Names

    private func makeRecord(_ headers: HTTPFields) -> RequestRecord {
        let trace = TraceContext(headers)
        return RequestRecord(
            id: RequestID.given(headers) ?? trace.spanID,
            trace: trace,
            keepsBodies: logs.requests?.takes(trace) ?? false
        )
    }

    private func name(_ record: RequestRecord, in headers: inout HTTPFields) {
        if let header = RequestID.header { headers[header] = record.id }
        if let header = TraceContext.parentHeader { headers[header] = record.trace.parentText }
        if let state = record.trace.state, let header = TraceContext.stateHeader { headers[header] = state }
    }

    // MARK: - Lines

    private func log(
        _ request: Request,
        _ response: Response,
        _ record: RequestRecord,
        _ seconds: Double,
        _ context: ServingContext
    ) {
        guard let access = logs.access else { return }
        let facts = record.facts
        access.record(
            AccessLog.Entry(
                method: request.method.rawValue,
                route: series.template(context.endpointPath),
                status: response.status.code,
                seconds: seconds,
                bytesIn: facts.bodyBytes ?? request.headers[.contentLength].flatMap { Int($0) } ?? 0,
                bytesOut: response.body.contentLength,
                address: context.address,
                userAgent: request.headers[.userAgent],
                record: record,
                facts: facts
            )
        )
    }

    /// Hands a prediction to the request log.
    private func keep(
        _ response: Response,
        _ record: RequestRecord,
        _ seconds: Double,
        _ context: ServingContext
    ) async {
        let facts = record.facts
        guard let requests = logs.requests, facts.isPrediction, let model = facts.model else { return }
        // Only a version that answered tells how the columns of this body were named.
        let version = response.status == .ok ? facts.version : nil
        let loaded = version.flatMap { service.registry.record(of: VersionKey(model: model, version: $0))?.loaded }
        requests.record(
            RequestLog.Entry(
                record: record,
                route: series.template(context.endpointPath),
                status: response.status.code,
                seconds: seconds,
                answer: await AnswerCollector.bytes(of: response.body),
                featureNames: loaded?.signature.featureNames,
                time: .now
            )
        )
    }
}
