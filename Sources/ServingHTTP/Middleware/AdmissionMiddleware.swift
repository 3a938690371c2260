import Hummingbird
import Identity
import OpenInference
import Serving

/// Decides whether a request comes in: who calls, how often it may, what it may do, and how long it waits.
///
/// One middleware and not four, because each costs every request about as much as what it decides.
struct AdmissionMiddleware: RouterMiddleware {
    let table: AccessTable
    let identification: Identification
    /// Nil for callers who may ask as often as they like.
    let rateLimit: RateLimitRule?
    let authorization: Authorization
    let patience: CallerPatience

    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        identification.identify(request, context)
        guard let rateLimit, let verdict = try rateLimit.take(context) else {
            try admit(request, context)
            return try await next(request, context)
        }
        do {
            try admit(request, context)
            var response = try await next(request, context)
            rateLimit.append(verdict, to: &response)
            return response
        } catch {
            guard let failure = Self.failure(error) else { throw error }
            throw failure.adding(rateLimit.headers(verdict))
        }
    }

    private func admit(_ request: Request, _ context: ServingContext) throws(HTTPFailure) {
        let requirement = table.requirement(context.endpointPath, request.method)
        try authorization.check(requirement, request, context)
        if requirement?.scope == .predict { try patience.note(request, context) }
    }

    /// What an answer is made of; nil for an error that ends the connection.
    private static func failure(_ error: any Error) -> HTTPFailure? {
        switch error {
        case let failure as HTTPFailure: failure
        case let error as ServingError: HTTPFailure(error)
        case let error as HTTPError: ProblemTable.failure(from: error)
        case let error as OpenInferenceError: HTTPFailure(error)
        default: nil
        }
    }
}
