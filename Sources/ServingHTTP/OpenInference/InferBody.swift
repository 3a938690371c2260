import Decompression
import HTTPTypes
import Hummingbird
import OpenInference

extension RequestReader {
    static let inferenceHeader = HTTPField.Name("Inference-Header-Content-Length")

    /// The body of a request for an inference: JSON, or JSON with the bytes of tensors behind it.
    ///
    /// - Throws: ``HTTPFailure`` with code `invalidTensors`, `unsupported`, `unsupportedMediaType` or `bodyTooLarge`.
    func inferBody(_ request: Request) async throws -> (bytes: [UInt8], jsonBytes: Int?) {
        try Self.checkInferType(request.headers)
        let length = try Self.jsonLength(request.headers)
        let coding = try ContentCoding.of(request.headers)
        return (try await bytes(request, limit: maximumBodyBytes, coding: coding), length)
    }

    /// How much of the body is JSON, once it is unfolded; nil for all of it.
    private static func jsonLength(_ headers: HTTPFields) throws(HTTPFailure) -> Int? {
        guard let name = inferenceHeader, let text = headers[name] else { return nil }
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }), let length = Int32(text) else {
            throw HTTPFailure(
                .invalidTensors,
                "Inference-Header-Content-Length is no count of bytes; send the length of the JSON before the tensors"
            )
        }
        return Int(length)
    }

    /// Clients of the protocol send no media type, or one of these.
    private static func checkInferType(_ headers: HTTPFields) throws(HTTPFailure) {
        guard let header = headers[.contentType] else { return }
        let type = header.prefix { $0 != ";" }.filter { $0 != " " && $0 != "\t" }.lowercased()
        guard ["application/json", "application/octet-stream", ""].contains(type) || type.hasSuffix("+json") else {
            throw HTTPFailure(
                .unsupportedMediaType,
                "got a body of another media type, expected JSON or JSON with tensors behind it; send it with "
                    + "'Content-Type: application/json' or 'application/octet-stream'"
            )
        }
    }
}
