import Admission
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
        /// The body is no request of the Open Inference Protocol, or asks for what the model does not have.
        case invalidTensors
        /// The Open Inference Protocol has it, and this server does not.
        case unsupported
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
        /// The key is known, but does not allow this.
        case missingScope
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
        /// The caller asked more often than it may.
        case rateLimited
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
            fields: error.fields.map { Problem.Field(path: $0.path, message: $0.message) },
            headers: error.retryAfter.map { [.retryAfter: "\(RateLimit.whole($0))"] } ?? [:]
        )
    }

    /// The same failure with headers beside its own.
    func adding(_ more: HTTPFields) -> HTTPFailure {
        HTTPFailure(code, detail, fields: fields, headers: headers + more)
    }
}
