import Decompression
import HTTPTypes
import NIOCore

/// Puts a body together as it arrives, unfolded if it is compressed, and never beyond a limit.
struct BodyCollector {
    private let limit: Int
    private let inflater: StreamInflater?
    private var plain: [UInt8] = []

    /// - Parameters:
    ///   - coding: what the body is compressed with; nil for nothing.
    ///   - limit: bytes that it may have, unfolded.
    init(coding: ContentCoding?, limit: Int) {
        self.limit = limit
        inflater = coding.map { StreamInflater($0, limit: limit) }
    }

    /// - Throws: ``HTTPFailure`` with code `bodyTooLarge`, or `invalidBody` for a compressed body that is damaged.
    mutating func append(_ part: ByteBuffer) throws(HTTPFailure) {
        guard let inflater else {
            guard plain.count + part.readableBytes <= limit else { throw RequestReader.bodyTooLarge(limit) }
            return plain.append(contentsOf: part.readableBytesView)
        }
        let result = part.withUnsafeReadableBytes { bytes in
            Result { () throws(DecompressionError) in try inflater.append(bytes) }
        }
        if case .failure(let error) = result { throw failure(error) }
    }

    /// The whole body.
    ///
    /// - Throws: ``HTTPFailure`` with code `invalidBody` for a compressed body that is cut off.
    func finish() throws(HTTPFailure) -> [UInt8] {
        guard let inflater else { return plain }
        do throws(DecompressionError) {
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
