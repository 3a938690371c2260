import CBZip2
import CLZMA
import CZlib
import Decompression

/// Compresses in the test itself, so that bombs need no fixture.
enum Compressing {
    /// A member of gzip, or a stream of zlib.
    static func zlib(_ bytes: [UInt8], isGzip: Bool = false) -> [UInt8] {
        var state = z_stream()
        let version = zlibVersion()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&state, 9, Z_DEFLATED, isGzip ? 31 : 15, 8, Z_DEFAULT_STRATEGY, version, size) == Z_OK
        else {
            return []
        }
        defer { deflateEnd(&state) }
        var input = bytes
        return input.withUnsafeMutableBufferPointer { source in
            [UInt8](unsafeUninitializedCapacity: source.count + 1024) { target, count in
                state.next_in = source.baseAddress
                state.avail_in = UInt32(source.count)
                state.next_out = target.baseAddress
                state.avail_out = UInt32(target.count)
                _ = deflate(&state, Z_FINISH)
                count = Int(state.total_out)
            }
        }
    }

    static func bzip2(_ bytes: [UInt8]) -> [UInt8] {
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count + bytes.count / 100 + 1024)
        var count = UInt32(output.count)
        let result = BZ2_bzBuffToBuffCompress(&output, &count, &input, UInt32(input.count), 9, 0, 0)
        return result == BZ_OK ? output.prefix(Int(count)).map { UInt8(bitPattern: $0) } : []
    }

    static func xz(_ bytes: [UInt8], preset: UInt32 = 6) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: lzma_stream_buffer_bound(bytes.count))
        var count = 0
        let room = output.count
        let result = lzma_easy_buffer_encode(
            preset,
            LZMA_CHECK_CRC64,
            nil,
            bytes,
            bytes.count,
            &output,
            &count,
            room
        )
        return result == LZMA_OK ? Array(output.prefix(count)) : []
    }
}
