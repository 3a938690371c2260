import Hummingbird
import Logging
import NIOHTTP1

/// Makes every error an answer; what stands outside of it sees no errors.
struct ProblemMiddleware: RouterMiddleware {
    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPParserError {
            // What is no HTTP is answered, and the connection closed, by the server itself.
            throw error
        } catch {
            let failure = ProblemTable.failure(from: error)
            if failure.code == .internalError {
                context.logger.error("request failed", metadata: ["error": "\(error)"])
            }
            return ProblemTable.response(
                to: failure,
                requestID: context.requestID,
                form: ErrorForm(of: request)
            )
        }
    }
}
