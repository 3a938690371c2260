import HTTPTypes
import Hummingbird
import ModelSwitchAPI
import OpenInference

/// How a failure is told: as a problem (RFC 9457), or under `/v2` as the Open Inference Protocol wants it.
enum ErrorForm: Equatable {
    case problem
    case openInference

    init(of request: Request) {
        self.init(ofPath: request.uri.path)
    }

    /// - Parameter path: of an endpoint or of a request, as the router splits it.
    init(ofPath path: String) {
        self = path.split(separator: "/", maxSplits: 1).first == "v2" ? .openInference : .problem
    }

    /// The status that a failure gets in this form; the protocol's clients know fewer than there are.
    func status(_ status: HTTPResponse.Status) -> HTTPResponse.Status {
        guard self == .openInference else { return status }
        return status == .unprocessableContent || status == .conflict ? .badRequest : status
    }

    var mediaType: String { self == .problem ? "application/problem+json" : "application/json" }

    /// The schema of the body.
    var schema: String { self == .problem ? "Problem" : "InferenceError" }

    /// The answer under `/v2`.
    func response(to failure: HTTPFailure) -> Response {
        let status = status(ProblemTable.row(for: failure.code).status)
        var headers = failure.headers
        if status == .serviceUnavailable, headers[.retryAfter] == nil { headers[.retryAfter] = "1" }
        return .json(
            InferenceErrorBody(error: failure.detail),
            status: status,
            contentType: mediaType,
            headers: headers
        )
    }
}

extension HTTPFailure {
    init(_ error: OpenInferenceError) {
        self.init(error.code == .unsupported ? .unsupported : .invalidTensors, error.message)
    }
}
