import Testing

@testable import Decompression

@Suite struct StreamCodingTests {
    private let text = Array(String(repeating: "a row of features, ", count: 20_000).utf8)

    private func deflated(_ bytes: [UInt8], _ coding: ContentCoding) throws -> [UInt8] {
        let deflater = try #require(StreamDeflater(coding))
        var output: [UInt8] = []
        let middle = bytes.count / 3
        #expect(deflater.append(bytes[..<middle], isLast: false, onto: &output))
        #expect(deflater.append(bytes[middle...], isLast: true, onto: &output))
        return output
    }

    private func inflated(_ bytes: [UInt8], _ coding: ContentCoding, piece: Int, limit: Int = 1 << 24) throws -> [UInt8]
    {
        let inflater = StreamInflater(coding, limit: limit)
        for start in stride(from: 0, to: bytes.count, by: piece) {
            try bytes[start..<min(bytes.count, start + piece)].withUnsafeBytes { try inflater.append($0) }
        }
        try inflater.finish()
        return inflater.output
    }

    @Test(arguments: ContentCoding.allCases, [1, 2, 7, 1 << 20])
    func `what was compressed comes out again, in pieces of any size`(coding: ContentCoding, piece: Int) throws {
        let compressed = try deflated(text, coding)
        #expect(compressed.count < text.count / 20)
        #expect(try inflated(compressed, coding, piece: piece) == text)
    }

    @Test(arguments: ContentCoding.allCases) func `nothing is compressed too`(coding: ContentCoding) throws {
        #expect(try inflated(deflated([], coding), coding, piece: 3).isEmpty)
    }

    @Test func `deflate without its header is unfolded as well`() throws {
        // Without the two bytes before and the four of the checksum behind.
        let bare = Array(try deflated(text, .deflate).dropFirst(2).dropLast(4))
        #expect(try inflated(bare, .deflate, piece: 5) == text)
    }

    @Test func `a bomb is cut off at the limit, and takes no more memory than that`() throws {
        let bomb = try deflated([UInt8](repeating: 0, count: 1 << 24), .gzip)
        #expect(bomb.count < 1 << 17)
        let inflater = StreamInflater(.gzip, limit: 1000)
        let error = #expect(throws: DecompressionError.self) {
            try bomb.withUnsafeBytes { try inflater.append($0) }
        }
        #expect(error?.code == .overLimit)
        #expect(inflater.output.count <= 1000)
    }

    @Test func `exactly the limit comes through`() throws {
        let compressed = try deflated(text, .gzip)
        #expect(try inflated(compressed, .gzip, piece: 64, limit: text.count) == text)
        #expect(throws: DecompressionError.self) { try inflated(compressed, .gzip, piece: 64, limit: text.count - 1) }
    }

    @Test func `a stream that is cut off, damaged or followed by something is refused`() throws {
        let compressed = try deflated(text, .gzip)
        func code(_ bytes: [UInt8], _ coding: ContentCoding = .gzip) -> DecompressionError.Code? {
            #expect(throws: DecompressionError.self) { try inflated(bytes, coding, piece: 100) }?.code
        }
        #expect(code(Array(compressed.dropLast())) == .truncated)
        #expect(code([]) == .truncated)
        #expect(code([0x1F]) == .truncated)
        #expect(code(compressed + [0]) == .trailingBytes)
        #expect(code(compressed + compressed) == .trailingBytes)
        #expect(code(Array("not compressed at all".utf8)) == .corrupt)
        var damaged = compressed
        damaged[damaged.count - 5] ^= 1
        #expect(code(damaged) == .corrupt)
    }
}
