import Decompression
import Testing

struct DecompressorTests {
    @Test(arguments: CompressionFormat.allCases)
    func `What joblib compressed comes out as it went in`(_ format: CompressionFormat) throws {
        #expect(try Decompressor(format).unfold(Recording.compressed(format)) == Recording.plain())
    }

    @Test func `More than a chunk comes out whole`() throws {
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
        #expect(try Decompressor(.zlib).unfold(Compressing.zlib(bytes)) == bytes)
        #expect(try Decompressor(.bzip2).unfold(Compressing.bzip2(bytes)) == bytes)
        #expect(try Decompressor(.xz).unfold(Compressing.xz(bytes)) == bytes)
    }

    @Test(arguments: [CompressionFormat.gzip, .bzip2, .xz, .lz4])
    func `Several streams are one file`(_ format: CompressionFormat) throws {
        let (stream, plain) = (try Recording.compressed(format), try Recording.plain())
        #expect(try Decompressor(format).unfold(stream + stream + stream) == plain + plain + plain)
    }

    @Test(arguments: [CompressionFormat.zlib, .lzma])
    func `A second stream where one is all is refused`(_ format: CompressionFormat) throws {
        let stream = try Recording.compressed(format)
        #expect(code(unfolding: stream + stream, as: format) == .trailingBytes)
    }

    // MARK: Damage

    @Test(arguments: CompressionFormat.allCases)
    func `Every truncation is an error`(_ format: CompressionFormat) throws {
        let stream = try Recording.compressed(format)
        for end in stream.indices {
            #expect(code(unfolding: Array(stream[..<end]), as: format) == .truncated, "cut at \(end)")
        }
    }

    @Test(arguments: CompressionFormat.allCases)
    func `Every truncation of a second stream is an error`(_ format: CompressionFormat) throws {
        let stream = try Recording.compressed(format)
        for end in stream.indices.dropFirst() {
            #expect(code(unfolding: stream + stream[..<end], as: format) != nil, "cut at \(end)")
        }
    }

    @Test(arguments: [CompressionFormat.zlib, .gzip, .bzip2, .xz])
    func `A changed byte is an error, or changes nothing`(_ format: CompressionFormat) throws {
        let (stream, plain) = (try Recording.compressed(format), try Recording.plain())
        for index in stream.indices {
            var bytes = stream
            bytes[index] ^= 0x55
            guard let unfolded = try? Decompressor(format).unfold(bytes) else { continue }
            #expect(unfolded == plain, "changed at \(index)")
        }
    }

    @Test(arguments: CompressionFormat.allCases)
    func `A changed bit never traps`(_ format: CompressionFormat) throws {
        let stream = try Recording.compressed(format)
        for index in stream.indices {
            for bit in 0..<8 {
                var bytes = stream
                bytes[index] ^= 1 << bit
                _ = try? Decompressor(format).unfold(bytes)
            }
        }
    }

    @Test(arguments: CompressionFormat.allCases)
    func `Bytes behind the end are refused with a sentence`(_ format: CompressionFormat) throws {
        let stream = try Recording.compressed(format)
        for tail in [[0], [1, 2, 3], [0x80, 4, 0x4e, 0x2e]] as [[UInt8]] {
            let error = #expect(throws: DecompressionError.self) { try Decompressor(format).unfold(stream + tail) }
            #expect(error?.code == .trailingBytes)
            #expect(error?.message.contains("\(tail.count) bytes follow") == true)
        }
    }

    @Test func `Nothing is no stream`() {
        for format in CompressionFormat.allCases { #expect(code(unfolding: [], as: format) == .truncated) }
    }

    // MARK: Bombs

    @Test func `A file that unfolds to far more than its size is refused`() throws {
        let zeros = [UInt8](repeating: 0, count: 20 << 20)
        for (format, bomb) in [
            (CompressionFormat.zlib, Compressing.zlib(zeros)), (.gzip, Compressing.zlib(zeros, isGzip: true)),
            (.bzip2, Compressing.bzip2(zeros)), (.xz, Compressing.xz(zeros)),
        ] {
            #expect(!bomb.isEmpty && bomb.count < 50_000)
            #expect(code(unfolding: bomb, as: format) == .overLimit)
            var generous = DecompressionLimits()
            generous.ratio = 1 << 20
            #expect(code(unfolding: bomb, as: format, limits: generous) == nil)
            generous.outputBytes = zeros.count - 1
            #expect(code(unfolding: bomb, as: format, limits: generous) == .overLimit)
        }
    }

    @Test func `What stays below the free bytes is read whatever the ratio`() throws {
        let zeros = [UInt8](repeating: 0, count: 15 << 20)
        #expect(try Decompressor(.xz).unfold(Compressing.xz(zeros)).count == zeros.count)
    }

    @Test func `A dictionary larger than the working memory is refused`() throws {
        var limits = DecompressionLimits()
        limits.workingBytes = 1 << 20
        let stream = Compressing.xz([1, 2, 3], preset: 9)
        #expect(code(unfolding: stream, as: .xz, limits: limits) == .overLimit)
        #expect(code(unfolding: stream, as: .xz) == nil)
        // A dictionary of 4 GiB, promised by 13 bytes.
        let promise: [UInt8] = [0x5d, 0, 0, 0, 0xf0] + [UInt8](repeating: 0xff, count: 8) + [0, 0, 0, 0, 0]
        #expect(code(unfolding: promise, as: .lzma) == .overLimit)
    }

    @Test func `A file of a million empty streams is refused`() {
        let empty = Compressing.bzip2([])
        #expect(code(unfolding: [[UInt8]](repeating: empty, count: 5000).flatMap { $0 }, as: .bzip2) == .overLimit)
        #expect(code(unfolding: [[UInt8]](repeating: empty, count: 500).flatMap { $0 }, as: .bzip2) == nil)
    }
}
