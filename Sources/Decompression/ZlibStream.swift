import CZlib

/// A stream of zlib, or a member of a gzip file.
final class ZlibStream: CompressedStream {
    enum Wrapping: Int32 {
        case zlib = 15
        case gzip = 31
        /// Neither header nor checksum.
        case bare = -15
    }

    /// The library keeps a pointer to it: it must not move.
    private let state: UnsafeMutablePointer<z_stream>

    init(_ wrapping: Wrapping) throws(StreamFault) {
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        guard cz_inflate_init(state, wrapping.rawValue) == Z_OK else { throw .memory }
    }

    deinit {
        inflateEnd(state)
        state.deallocate()
    }

    func step(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(StreamFault) -> StreamStep {
        let offered = UInt32(clamping: input.count)
        let room = UInt32(clamping: output.count)
        state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        state.pointee.avail_in = offered
        state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = room
        let result = inflate(state, Z_NO_FLUSH)
        switch result {
        case Z_OK, Z_STREAM_END, Z_BUF_ERROR:
            return StreamStep(
                consumed: Int(offered - state.pointee.avail_in),
                produced: Int(room - state.pointee.avail_out),
                isAtEnd: result == Z_STREAM_END
            )
        case Z_MEM_ERROR: throw .memory
        default: throw .corrupt
        }
    }
}
