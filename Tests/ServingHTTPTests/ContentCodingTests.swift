import Decompression
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import TestSupport
import Testing

@testable import ServingHTTP

@Suite struct ContentCodingTests {
    @Test(
        arguments: [
            ("", nil), ("gzip", ContentCoding.gzip), ("deflate", .deflate), ("x-gzip", .gzip), ("GZIP", .gzip),
            ("br", nil), ("*", .gzip),
            ("gzip, deflate", .gzip), ("gzip;q=0.5, deflate", .deflate), ("gzip;q=0", nil), ("gzip;q=0, *", .deflate),
            ("*;q=0", nil),
            ("identity, gzip;q=0.5", nil), ("identity;q=0.5, gzip", .gzip), ("identity;q=0", nil),
            ("gzip;q=nonsense", nil),
            ("gzip;q=nan", nil), (";;;,,,gzip ; q=1", .gzip),
        ] as [(String, ContentCoding?)]
    )
    func `an answer has the coding that the client prefers`(header: String, expected: ContentCoding?) {
        #expect(AcceptedCoding([.acceptEncoding: header]).choice(bytes: 5000) == expected)
    }

    @Test func `a short answer is compressed only where nothing else is welcome`() {
        #expect(AcceptedCoding([.acceptEncoding: "gzip"]).choice(bytes: 1023) == nil)
        #expect(AcceptedCoding([.acceptEncoding: "gzip"]).choice(bytes: 1024) == .gzip)
        #expect(AcceptedCoding([.acceptEncoding: "deflate, identity;q=0"]).choice(bytes: 10) == .deflate)
        #expect(AcceptedCoding([.acceptEncoding: "deflate, *;q=0"]).choice(bytes: 10) == .deflate)
    }

    private func compressed(_ bytes: [UInt8], _ coding: ContentCoding) throws -> ByteBuffer {
        var output: [UInt8] = []
        let deflater = try #require(StreamDeflater(coding))
        #expect(deflater.append(bytes[...], isLast: true, onto: &output))
        return ByteBuffer(bytes: output)
    }

    private func plain(_ response: TestResponse) throws -> [UInt8] {
        let name = try #require(response.headers[.contentEncoding])
        let inflater = StreamInflater(try #require(ContentCoding(rawValue: name)), limit: 1 << 24)
        try Array(buffer: response.body).withUnsafeBytes { try inflater.append($0) }
        try inflater.finish()
        return inflater.output
    }

    private func batch(_ count: Int) -> String {
        let row = [String](repeating: "1", count: 30).joined(separator: ",")
        return
            "{\"instances\":[\([String](repeating: "[\(row)]", count: count).joined(separator: ","))],\"probabilities\":true}"
    }

    @Test(arguments: ContentCoding.allCases)
    func `predictions are taken and given compressed`(coding: ContentCoding) async throws {
        try await RouteBench().withClient { client async throws in
            let body = try compressed(Array(batch(200).utf8), coding)
            let headers: HTTPFields = [
                .contentType: "application/json", .contentEncoding: coding.rawValue, .acceptEncoding: coding.rawValue,
            ]
            let response = try await client.execute(uri: "/predict", method: .post, headers: headers, body: body)
            #expect(response.status == .ok)
            #expect(response.headers[.vary]?.contains("Accept-Encoding") == true)
            let answer = try JSONSerialization.jsonObject(with: Data(plain(response))) as? [String: Any]
            #expect((answer?["predictions"] as? [Any])?.count == 200)
            let short = try await client.post("/predict", batch(1), headers: [.acceptEncoding: "gzip"])
            #expect(short.headers[.contentEncoding] == nil && short.headers[.vary]?.contains("Accept-Encoding") == true)
        }
    }

    @Test(arguments: ["/metrics", "/openapi.json"])
    func `long documents are given compressed`(path: String) async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.get(path, headers: [.acceptEncoding: "gzip"])
            #expect(response.headers[.contentEncoding] == "gzip")
            let text = String(decoding: try plain(response), as: UTF8.self)
            #expect(text.hasPrefix("{") || text.hasPrefix("#"))
            #expect(try await client.get(path).headers[.contentEncoding] == nil)
        }
    }

    @Test(arguments: ["/predict", "/v2/models/default/infer"], ContentCoding.allCases)
    func `a bomb is too large, whatever it weighs`(path: String, coding: ContentCoding) async throws {
        try await RouteBench(maximumBodyBytes: 1 << 20).withClient { client async throws in
            let bomb = try compressed([UInt8](repeating: 0x20, count: 1 << 22), coding)
            #expect(bomb.readableBytes < 1 << 16)
            let headers: HTTPFields = [.contentType: "application/json", .contentEncoding: coding.rawValue]
            let response = try await client.execute(uri: path, method: .post, headers: headers, body: bomb)
            #expect(response.status == .contentTooLarge)
        }
    }

    @Test func `a damaged body is the client's fault, another coding is not supported`() async throws {
        try await RouteBench().withClient { client async throws in
            for (coding, status) in [("gzip", HTTPResponse.Status.unprocessableContent), ("br", .unsupportedMediaType)]
            {
                let response = try await client.post("/predict", batch(1), headers: [.contentEncoding: coding])
                #expect(response.status == status)
            }
            let damaged = try await client.post(
                "/v2/models/default/infer",
                batch(1),
                headers: [.contentEncoding: "deflate"]
            )
            #expect(damaged.status == .badRequest)
            let admin = try await client.post("/admin/warm", #"{"version":"v2"}"#, headers: [.contentEncoding: "gzip"])
            #expect(admin.status == .unsupportedMediaType)
        }
    }
}
