import Hummingbird
import Logging

/// Makes every error an answer; what stands outside of it sees no errors.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
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
}
