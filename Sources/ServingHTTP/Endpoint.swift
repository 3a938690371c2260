import HTTPTypes
import Hummingbird
import ModelSwitchAPI

/// A method on a path, with what it does and what the OpenAPI description says of it.
struct Endpoint: Sendable {
    /// Who may call it.
    enum Scope: Sendable {
        case open
        case admin
    }

    /// What the description says.
    struct Documentation: Sendable {
        let summary: String
        /// Names and meanings of query parameters.
        var query: [(name: String, meaning: String)] = []
        /// The schema of the body, by its name among the components.
        var request: String?
        /// The schema of a good answer; nil for one that is not JSON.
        var response: String?
    }

    typealias Handler = @Sendable (Request, ServingContext) async throws -> Response

    let method: HTTPRequest.Method
    /// In the router's form, such as `/admin/models/{version}`.
    let path: String
    let scope: Scope
    let documentation: Documentation
    let handler: Handler

    /// An open endpoint that only looks.
    ///
    /// - Parameter response: the schema of the answer; nil for one that is not JSON.
    static func get(
        _ path: String,
        _ summary: String,
        response: String? = nil,
        _ handler: @escaping Handler
    ) -> Endpoint {
        Endpoint(
            method: .get,
            path: path,
            scope: .open,
            documentation: Documentation(summary: summary, response: response),
            handler: handler
        )
    }
}

/// A resource with its endpoints.
protocol EndpointSource {
    var endpoints: [Endpoint] { get }
}
