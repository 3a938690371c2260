import Decompression
import Foundation
import HTTPTypes
import Hummingbird
import JSONText
import ModelSwitchAPI
import NIOCore

/// Reads requests with the checks that every body and query gets.
struct RequestReader: Sendable {
    let maximumBodyBytes: Int
    /// Admin bodies are a few words.
    private static let maximumAdminBytes = 64 << 10

    /// The body of a JSON request.
    ///
    /// - Throws: ``HTTPFailure`` with code `unsupportedMediaType` or `bodyTooLarge`; a body that says it is too large is
    ///   not read at all.
    func jsonBytes(_ request: Request) async throws -> [UInt8] {
        try checkMediaType(request.headers)
        return try await bytes(request, limit: maximumBodyBytes, coding: try ContentCoding.of(request.headers))
    }

    /// The body of a request, whatever its media type, unfolded if it is compressed.
    ///
    /// - Throws: ``HTTPFailure`` with code `bodyTooLarge` as soon as more than `limit` bytes are there.
    func bytes(_ request: Request, limit: Int, coding: ContentCoding?) async throws -> [UInt8] {
        let length = request.headers[.contentLength].flatMap { Int($0) }
        if let length, length > limit { throw Self.bodyTooLarge(limit) }
        var body = request.body.makeAsyncIterator()
        var collector = BodyCollector(coding: coding, limit: limit, expected: length)
        while let part = try await body.next() { try collector.append(part) }
        let bytes = try collector.finish()
        RequestRecord.current?.read(bytes)
        return bytes
    }

    /// The body of an admin request, in which unknown fields are refused: a misspelt one must not be passed over.
    ///
    /// - Parameter emptyAs: what an empty body stands for; nil when there must be one.
    func adminBody<Body: Codable>(
        _ request: Request,
        as type: Body.Type,
        fields: Set<String>,
        emptyAs empty: Body? = nil
    ) async throws -> Body {
        if let empty, request.headers[.contentType] == nil, request.headers[.contentLength] ?? "0" == "0",
            request.headers[.transferEncoding] == nil
        {
            return empty
        }
        let bytes = try await adminBytes(request)
        if let empty, bytes.isEmpty { return empty }
        let data = Data(bytes)
        do {
            if let unknown = try Self.memberNames(bytes).sorted().first(where: { !fields.contains($0) }) {
                throw HTTPFailure(
                    .invalidBody,
                    "is unknown; the fields are \(fields.sorted().joined(separator: ", "))",
                    path: unknown
                )
            }
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw Self.failure(error)
        }
    }

    /// The body of an admin request: JSON of a few words, as it is.
    func adminBytes(_ request: Request) async throws -> [UInt8] {
        if let coding = request.headers[.contentEncoding], coding.lowercased() != "identity" {
            throw HTTPFailure(
                .unsupportedMediaType,
                "got a body with Content-Encoding, expected it as it is; send it unencoded"
            )
        }
        try checkMediaType(request.headers)
        return try await bytes(request, limit: min(maximumBodyBytes, Self.maximumAdminBytes), coding: nil)
    }

    private func checkMediaType(_ headers: HTTPFields) throws(HTTPFailure) {
        guard let header = headers[.contentType] else { return }
        let type = header.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        guard type == "application/json" || (type.hasPrefix("application/") && type.hasSuffix("+json")) else {
            throw HTTPFailure(
                .unsupportedMediaType,
                "got a body of another media type, expected JSON; send it with 'Content-Type: application/json'"
            )
        }
    }

    static func bodyTooLarge(_ limit: Int) -> HTTPFailure {
        HTTPFailure(
            .bodyTooLarge,
            "the body is over \(limit) bytes; send fewer rows at a time, or raise MAX_BODY_BYTES",
            headers: [.connection: "close"]
        )
    }

    /// The names of the members of a JSON object, read in time proportional to its bytes.
    private static func memberNames(_ json: [UInt8]) throws(HTTPFailure) -> Set<String> {
        var names: Set<String> = []
        do throws(JSONCursor.Failure) {
            var cursor = JSONCursor(json)
            try cursor.readObject { (name, cursor) throws(JSONCursor.Failure) in
                try cursor.skipValue()
                guard names.insert(name).inserted else { throw cursor.unexpected("each name once") }
            }
            try cursor.requireEnd()
        } catch {
            throw HTTPFailure(.invalidBody, "the body is no JSON object: \(error.message)")
        }
        return names
    }

    private static func failure(_ error: DecodingError) -> HTTPFailure {
        switch error {
        case .keyNotFound(let key, _):
            HTTPFailure(.invalidBody, "is missing", path: key.stringValue)
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            if let field = context.codingPath.first {
                HTTPFailure(.invalidBody, "is of the wrong type, expected \(name(of: type))", path: field.stringValue)
            } else {
                HTTPFailure(.invalidBody, "the body is no JSON object")
            }
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            HTTPFailure(
                .invalidBody,
                "cannot be read; it is out of range or of the wrong type",
                path: context.codingPath.map(\.stringValue).joined(separator: ".")
            )
        default:
            HTTPFailure(.invalidBody, "the body is not JSON")
        }
    }

    private static func name(of type: any Any.Type) -> String {
        switch type {
        case is String.Type: "a string"
        case is Int.Type: "an integer"
        default: "another type"
        }
    }
}
