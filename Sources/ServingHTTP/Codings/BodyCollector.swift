import Decompression
import HTTPTypes
import NIOCore

/// Puts a body together as it arrives, unfolded if it is compressed, and never beyond a limit.
struct BodyCollector {
    private let limit: Int
    private let inflater: StreamInflater?
    private let expected: Int
    /// As it came.
    private var received: [UInt8] = []

    /// - Parameters:
    ///   - coding: what the body is compressed with; nil for nothing.
    ///   - limit: bytes that it may have, unfolded.
    ///   - expected: bytes that it says it has, as they arrive; nil when it does not say.
    init(coding: ContentCoding?, limit: Int, expected: Int? = nil) {
        self.limit = limit
        self.expected = min(limit, max(0, expected ?? 0))
        inflater = coding.map { StreamInflater($0, limit: limit) }
    }

    /// - Throws: ``HTTPFailure`` with code `bodyTooLarge`, or `invalidBody` for a compressed body that is damaged.
    mutating func append(_ part: ByteBuffer) throws(HTTPFailure) {
        // A compressed body is unfolded once it is there: one that never ends must not hold what it would unfold to.
        guard received.count + part.readableBytes <= limit else { throw RequestReader.bodyTooLarge(limit) }
        // What a client says is believed once it has sent something.
        if !received.isEmpty, received.capacity < expected { received.reserveCapacity(expected) }
        received.append(contentsOf: part.readableBytesView)
    }

    /// The whole body.
    ///
    /// - Throws: ``HTTPFailure`` with code `invalidBody` for a compressed body that is cut off.
    func finish() throws(HTTPFailure) -> [UInt8] {
        guard let inflater else { return received }
        let result = received.withUnsafeBytes { bytes in
            Result { () throws(DecompressionError) in try inflater.append(bytes) }
        }
        do throws(DecompressionError) {
            try result.get()
            try inflater.finish()
        } catch {
            throw failure(error)
        }
        return inflater.output
    }

    private func failure(_ error: DecompressionError) -> HTTPFailure {
        error.code == .overLimit ? RequestReader.bodyTooLarge(limit) : HTTPFailure(.invalidBody, error.message)
    }
}

extension ContentCoding {
    /// The coding of a request's body; nil for a body as it is.
    ///
    /// - Throws: ``HTTPFailure`` with code `unsupportedMediaType` for another one, or for several.
    static func of(_ headers: HTTPFields) throws(HTTPFailure) -> ContentCoding? {
        guard let name = headers[.contentEncoding]?.lowercased(), name != "identity", name != "" else { return nil }
        if name == "x-gzip" { return .gzip }
        guard let coding = ContentCoding(rawValue: name) else {
            throw HTTPFailure(
                .unsupportedMediaType,
                "got a body with another Content-Encoding, expected gzip, deflate or none; send it with one of them"
            )
        }
        return coding
    }
}
