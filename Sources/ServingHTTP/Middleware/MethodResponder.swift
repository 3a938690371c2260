import HTTPTypes
import Hummingbird

/// Stands around the router so that a method which no route could know is answered as a wrong method of its path, and not
/// as a path that there is not.
struct MethodResponder<Inner: HTTPResponder<ServingContext>>: HTTPResponder {
    let inner: Inner

    func respond(to request: Request, context: ServingContext) async throws -> Response {
        guard !KnownMethods.all.contains(request.method) else {
            let response = try await inner.respond(to: request, context: context)
            // Refusals have a body too, and what follows a head would be read as the next answer.
            return request.method == .head ? response.createHeadResponse() : response
        }
        var head = request.head
        head.method = KnownMethods.other
        return try await inner.respond(to: Request(head: head, body: request.body), context: context)
    }
}

/// The methods that routes are registered with.
enum KnownMethods {
    static let all: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options, .trace, .connect]

    /// Stands for every method that is none of them.
    static let other = HTTPRequest.Method("OTHER") ?? .trace
}
