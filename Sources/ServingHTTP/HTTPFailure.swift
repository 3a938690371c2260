import HTTPTypes
import ModelSwitchAPI
import Serving

/// A request that gets a problem for an answer; ``ProblemTable`` says which status.
struct HTTPFailure: Error, Sendable, Equatable {
    enum Code: Sendable, Hashable {
        /// What a use case threw.
        case serving(ServingError.Code)
        case invalidBody
        case invalidFeatures
        case invalidQuery
        case versionsDiffer
        case unknownRoute
        case wrongMethod
        case bodyTooLarge
        case unsupportedMediaType
        case adminClosed
        case foreignHost
        case foreignOrigin
        case missingKey
        case wrongKey
        case notReady
        /// The HTTP itself is not as it should be.
        case badRequest
        case requestTimedOut
        case targetTooLong
        case headersTooLarge
        case notImplemented
        /// Of HTTP.
        case unsupportedVersion
        /// The client went away before its request was there.
        case clientGone
        case internalError
    }

    let code: Code
    /// What was got, what was expected, what to do.
    let detail: String
    let fields: [Problem.Field]
    /// Headers that the code calls for, such as `Allow`.
    let headers: HTTPFields

    init(_ code: Code, _ detail: String, fields: [Problem.Field] = [], headers: HTTPFields = [:]) {
        self.code = code
        self.detail = detail
        self.fields = fields
        self.headers = headers
    }

    /// A failure of one field.
    init(_ code: Code, _ message: String, path: String) {
        self.init(code, "\(path): \(message)", fields: [Problem.Field(path: path, message: message)])
    }

    init(_ error: ServingError) {
        self.init(
            .serving(error.code),
            error.message,
            fields: error.fields.map { Problem.Field(path: $0.path, message: $0.message) }
        )
    }
}
