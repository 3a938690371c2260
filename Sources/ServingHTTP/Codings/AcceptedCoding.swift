import Decompression
import HTTPTypes

/// Which coding an answer gets, by the request's `Accept-Encoding`.
///
/// - Source: RFC 9110, section 12.5.3.
struct AcceptedCoding {
    /// Below this an answer gains nothing.
    private static let leastBytes = 1024

    private var weights: [String: Double] = [:]

    init(_ headers: HTTPFields) {
        for item in headers[values: .acceptEncoding].joined(separator: ",").split(separator: ",").prefix(32) {
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" }.lowercased() }
            guard let name = parts.first else { continue }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            weights[name == "x-gzip" ? "gzip" : name] = weight.isFinite ? weight : 0
        }
    }

    /// The coding for an answer of so many bytes; nil for the bytes as they are.
    ///
    /// Where neither coding nor the bytes as they are would be welcome, the bytes go as they are.
    func choice(bytes: Int) -> ContentCoding? {
        let gzip = weight(.gzip)
        let deflate = weight(.deflate)
        let best = max(gzip, deflate)
        guard best > 0 else { return nil }
        let plain = weights["identity"] ?? (weights["*"] == 0 ? 0 : nil)
        guard plain != 0 else { return gzip >= deflate ? .gzip : .deflate }
        guard bytes >= Self.leastBytes, (plain ?? 0) <= best else { return nil }
        return gzip >= deflate ? .gzip : .deflate
    }

    private func weight(_ coding: ContentCoding) -> Double {
        weights[coding.rawValue] ?? weights["*"] ?? 0
    }
}
