import CBZip2

/// A stream of bzip2.
final class Bzip2Stream: CompressedStream {
    /// The library keeps a pointer to it: it must not move.
    private let state: UnsafeMutablePointer<bz_stream>

    init() throws(StreamFault) {
        state = .allocate(capacity: 1)
        state.initialize(to: bz_stream())
        guard BZ2_bzDecompressInit(state, 0, 0) == BZ_OK else { throw .memory }
    }

    deinit {
        BZ2_bzDecompressEnd(state)
        state.deallocate()
    }

    func step(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(StreamFault) -> StreamStep {
        let offered = UInt32(clamping: input.count)
        let room = UInt32(clamping: output.count)
        state.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress?.assumingMemoryBound(to: CChar.self))
        state.pointee.avail_in = offered
        state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: CChar.self)
        state.pointee.avail_out = room
        let result = BZ2_bzDecompress(state)
        switch result {
        case BZ_OK, BZ_STREAM_END:
            return StreamStep(
                consumed: Int(offered - state.pointee.avail_in),
                produced: Int(room - state.pointee.avail_out),
                isAtEnd: result == BZ_STREAM_END
            )
        case BZ_MEM_ERROR: throw .memory
        default: throw .corrupt
        }
    }
}
