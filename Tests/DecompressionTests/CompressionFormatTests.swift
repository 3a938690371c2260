import Decompression
import Testing

struct CompressionFormatTests {
    @Test(arguments: CompressionFormat.allCases)
    func `What joblib writes is told by its first bytes`(_ format: CompressionFormat) throws {
        #expect(CompressionFormat(try Recording.compressed(format)) == format)
    }

    @Test(
        arguments: [
            [], [0x80, 4], Array("x".utf8), Array("BZ".utf8), Array("BZh9".utf8) + [0, 0, 0, 0, 0, 0],
            Array("BZh0".utf8) + [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], Array("]q\u{0}".utf8), [0x78, 0x9d], [0x1f],
        ] as [[UInt8]]
    )
    func `What may be a pickle is taken for none`(_ bytes: [UInt8]) {
        #expect(CompressionFormat(bytes) == (bytes.elementsEqual("BZh9".utf8) ? .bzip2 : nil))
    }
}
