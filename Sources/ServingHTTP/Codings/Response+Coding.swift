import Decompression
import HTTPTypes
import Hummingbird

extension Response {
    /// Bytes between two turns for other requests.
    private static let pieceBytes = 256 << 10

    /// An answer, compressed if the request asks for it and it is worth it.
    static func coded(
        _ bytes: [UInt8],
        contentType: String,
        headers: HTTPFields = [:],
        for request: Request
    ) async -> Response {
        var headers = headers
        headers[values: .vary].append("Accept-Encoding")
        guard request.headers[.acceptEncoding] != nil,
            let coding = AcceptedCoding(request.headers).choice(bytes: bytes.count),
            let compressed = await compress(bytes, as: coding)
        else { return .bytes(bytes, contentType: contentType, headers: headers) }
        headers[.contentEncoding] = coding.rawValue
        return .bytes(compressed, contentType: contentType, headers: headers)
    }

    /// The compressed bytes; nil when the library cannot.
    private static func compress(_ bytes: [UInt8], as coding: ContentCoding) async -> [UInt8]? {
        guard let deflater = StreamDeflater(coding) else { return nil }
        var compressed: [UInt8] = []
        var start = 0
        repeat {
            let end = min(bytes.count, start + pieceBytes)
            let isLast = end == bytes.count
            guard deflater.append(bytes[start..<end], isLast: isLast, onto: &compressed) else { return nil }
            start = end
            if !isLast { await Task.yield() }
        } while start < bytes.count
        return compressed
    }
}
