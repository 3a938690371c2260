import CLZMA

/// A stream of an xz file, or of a file of the older kind.
final class LZMAStream: CompressedStream {
    enum Container {
        case xz
        /// The old `.lzma` files, without checksum.
        case alone
    }

    /// The library keeps a pointer to it: it must not move.
    private let state: UnsafeMutablePointer<lzma_stream>

    /// - Parameter memoryBytes: how much the library may allocate; the file says how much it needs.
    init(_ container: Container, memoryBytes: Int) throws(StreamFault) {
        state = .allocate(capacity: 1)
        state.initialize(to: lzma_stream())
        let limit = UInt64(max(1, memoryBytes))
        let result =
            switch container {
            case .xz: lzma_stream_decoder(state, limit, 0)
            case .alone: lzma_alone_decoder(state, limit)
            }
        guard result == LZMA_OK else { throw .memory }
    }

    deinit {
        lzma_end(state)
        state.deallocate()
    }

    func step(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(StreamFault) -> StreamStep {
        state.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_in = input.count
        state.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: UInt8.self)
        state.pointee.avail_out = output.count
        let result = lzma_code(state, LZMA_RUN)
        switch result {
        case LZMA_OK, LZMA_STREAM_END, LZMA_BUF_ERROR:
            return StreamStep(
                consumed: input.count - state.pointee.avail_in,
                produced: output.count - state.pointee.avail_out,
                isAtEnd: result == LZMA_STREAM_END
            )
        case LZMA_MEM_ERROR, LZMA_MEMLIMIT_ERROR: throw .memory
        default: throw .corrupt
        }
    }
}
