import HTTPTypes
import Hummingbird
import Identity

/// A method on a path: who may call it, what it does, and what the OpenAPI description says of it.
struct Endpoint: Sendable {
    /// Which listener has it when the admin API has one of its own, and whether ``AdminGuard`` stands before it.
    enum Surface: Sendable {
        case open
        case admin
    }

    typealias Handler = @Sendable (Request, ServingContext) async throws -> Response

    let method: HTTPRequest.Method
    /// In the router's form, such as `/admin/models/{version}`.
    let path: String
    let surface: Surface
    /// What a caller must be allowed to do; nil for everybody.
    let scope: Scope?
    let documentation: Documentation
    let handler: Handler
}

/// A resource with its endpoints.
protocol EndpointSource {
    var endpoints: [Endpoint] { get }
}
