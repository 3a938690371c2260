import CLZ4

/// A frame of lz4.
final class LZ4Stream: CompressedStream {
    private let context: OpaquePointer

    init() throws(StreamFault) {
        var context: OpaquePointer?
        let result = LZ4F_createDecompressionContext(&context, UInt32(LZ4F_VERSION))
        guard LZ4F_isError(result) == 0, let context else { throw .memory }
        self.context = context
    }

    deinit {
        LZ4F_freeDecompressionContext(context)
    }

    func step(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(StreamFault) -> StreamStep {
        var consumed = input.count
        var produced = output.count
        let hint = LZ4F_decompress(context, output.baseAddress, &produced, input.baseAddress, &consumed, nil)
        guard LZ4F_isError(hint) == 0 else { throw .corrupt }
        return StreamStep(consumed: consumed, produced: produced, isAtEnd: hint == 0)
    }
}
