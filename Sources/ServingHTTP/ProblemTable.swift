import Foundation
import HTTPTypes
import Hummingbird
import ModelSwitchAPI
import NIOCore
import OpenInference
import Serving

/// The one place where an error gets its status.
enum ProblemTable {
    /// The status of a code, and its title, which is the same for every occurrence.
    static func row(for code: HTTPFailure.Code) -> (status: HTTPResponse.Status, slug: String, title: String) {
        switch code {
        case .serving(let code): row(for: code)
        case .invalidBody: (.unprocessableContent, "invalid-body", "The body is not a valid request")
        case .invalidFeatures: row(for: ServingError.Code.invalidFeatures)
        case .invalidTensors: (.badRequest, "invalid-tensors", "The inference request is not valid")
        case .invalidQuery: (.unprocessableContent, "invalid-query", "A query parameter is not valid")
        case .versionsDiffer: (.unprocessableContent, "versions-differ", "The request names two versions")
        case .unknownRoute: (.notFound, "unknown-route", "There is nothing at this path")
        case .wrongMethod: (.methodNotAllowed, "wrong-method", "The path does not take this method")
        case .bodyTooLarge: (.contentTooLarge, "body-too-large", "The body is too large")
        case .unsupportedMediaType: (.unsupportedMediaType, "unsupported-media-type", "The media type is not supported")
        case .adminClosed: (.forbidden, "admin-closed", "The admin API is closed on this address")
        case .foreignHost: (.forbidden, "foreign-host", "The Host is none of this server's names")
        case .foreignOrigin: (.forbidden, "foreign-origin", "The Origin is not allowed")
        case .missingKey: (.unauthorized, "missing-key", "A key is needed")
        case .wrongKey: (.unauthorized, "wrong-key", "The key is not valid")
        case .unsupported: (.notImplemented, "unsupported", "This server does not do that")
        case .missingScope: (.forbidden, "missing-scope", "The key does not allow this")
        case .notReady: (.serviceUnavailable, "not-ready", "The server is not ready")
        case .badRequest: (.badRequest, "bad-request", "The request is not valid HTTP")
        case .requestTimedOut: (.requestTimeout, "request-timed-out", "The request did not arrive in time")
        case .targetTooLong: (.uriTooLong, "target-too-long", "The path and the query are too long")
        case .headersTooLarge: (.requestHeaderFieldsTooLarge, "headers-too-large", "The headers are too large")
        case .notImplemented: (.notImplemented, "not-implemented", "The server cannot do this")
        case .unsupportedVersion:
            (.httpVersionNotSupported, "unsupported-version", "The version of HTTP is not supported")
        case .clientGone: (.badRequest, "client-gone", "The request ended before it was complete")
        case .internalError: (.internalServerError, "internal-error", "The server failed")
        case .rateLimited: (.tooManyRequests, "rate-limited", "The caller asks too often")
        }
    }

    private static func row(for code: ServingError.Code) -> (status: HTTPResponse.Status, slug: String, title: String) {
        switch code {
        case .unknownModel: (.notFound, "unknown-model", "There is no such model")
        case .unknownVersion: (.notFound, "unknown-version", "There is no such version")
        case .noActiveVersion: (.serviceUnavailable, "no-active-version", "No version is active")
        case .invalidFeatures: (.badRequest, "invalid-features", "The features do not fit the model")
        case .wrongFeatureType: (.unprocessableContent, "wrong-feature-type", "A feature is of the wrong type")
        case .versionUnavailable: (.serviceUnavailable, "version-unavailable", "The version cannot serve")
        case .activationFailed: (.conflict, "activation-failed", "The version cannot become active")
        case .generationMoved: (.conflict, "generation-moved", "Somebody else switched meanwhile")
        case .nothingToRollBackTo: (.conflict, "nothing-to-roll-back-to", "There is no version to go back to")
        case .saturated: (.serviceUnavailable, "saturated", "The server has all the work it can take")
        case .storeFailed: (.internalServerError, "store-failed", "The state could not be written")
        case .repositoryUnusable: (.internalServerError, "repository-unusable", "The model repository cannot be read")
        case .deadlineExceeded: (.gatewayTimeout, "deadline-exceeded", "The time for the request is over")
        case .circuitOpen:
            (.serviceUnavailable, "circuit-open", "The version failed too often and is not asked for now")
        case .callerGone: (.badRequest, "client-gone", "The client went away before its answer")
        }
    }

    private static func problem(
        of failure: HTTPFailure,
        requestID: String
    ) -> (status: HTTPResponse.Status, problem: Problem) {
        let (status, slug, title) = row(for: failure.code)
        let problem = Problem(
            type: "urn:modelswitch:problem:\(slug)",
            title: title,
            status: status.code,
            detail: failure.detail,
            instance: requestID,
            errors: failure.fields.isEmpty ? nil : failure.fields
        )
        return (status, problem)
    }

    /// The answer to a failure.
    static func response(to failure: HTTPFailure, requestID: String, form: ErrorForm = .problem) -> Response {
        guard form == .problem else { return form.response(to: failure) }
        let (status, problem) = problem(of: failure, requestID: requestID)
        var headers = failure.headers
        if status == .serviceUnavailable, headers[.retryAfter] == nil { headers[.retryAfter] = "1" }
        return Response.json(problem, status: status, contentType: "application/problem+json", headers: headers)
    }

    /// The answer to a failure that no handler can give any more.
    static func parts(of failure: HTTPFailure, requestID: String) -> (head: HTTPResponse, body: ByteBuffer) {
        let (status, problem) = problem(of: failure, requestID: requestID)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let body = ByteBuffer(bytes: (try? encoder.encode(problem)) ?? Data())
        var head = HTTPResponse(status: status, headerFields: failure.headers)
        head.headerFields[.contentType] = "application/problem+json"
        head.headerFields[.contentLength] = "\(body.readableBytes)"
        if let header = RequestID.header { head.headerFields[header] = requestID }
        return (head, body)
    }

    /// What any error that reached the edge means.
    static func failure(from error: any Error) -> HTTPFailure {
        switch error {
        case let error as HTTPFailure: error
        case let error as ServingError: HTTPFailure(error)
        case let error as OpenInferenceError: HTTPFailure(error)
        case let error as ConnectionFault: HTTPFailure(error)
        case let error as HTTPError where error.status == .notFound:
            HTTPFailure(.unknownRoute, "there is nothing at this path; GET /docs lists what there is")
        case let error as HTTPError where error.status == .contentTooLarge:
            HTTPFailure(.bodyTooLarge, "the body is too large; send fewer rows at a time")
        case let error as HTTPError where error.status.kind == .clientError:
            HTTPFailure(.badRequest, "the request is not as HTTP wants it: \(error.status.reasonPhrase)")
        case is ChannelError, is IOError, is CancellationError:
            HTTPFailure(.clientGone, "the request ended before it was complete")
        default: HTTPFailure(.internalError, "the server failed; its log has the reason under this request's id")
        }
    }
}

extension Response {
    /// A JSON answer; keys are sorted, so equal values give equal bytes.
    static func json(
        _ value: some Encodable,
        status: HTTPResponse.Status = .ok,
        contentType: String = "application/json",
        headers: HTTPFields = [:]
    ) -> Response {
        guard let body = jsonBytes(value) else { return Response(status: .internalServerError) }
        return bytes(body, status: status, contentType: contentType, headers: headers)
    }

    /// A value as JSON with sorted keys; nil for one that JSON cannot hold.
    static func jsonBytes(_ value: some Encodable) -> [UInt8]? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { Array($0) }
    }

    static func bytes(
        _ bytes: [UInt8],
        status: HTTPResponse.Status = .ok,
        contentType: String,
        headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = contentType
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
