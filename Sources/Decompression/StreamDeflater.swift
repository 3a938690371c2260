import CZlib

/// Compresses an answer, a piece at a time.
package final class StreamDeflater {
    /// The library keeps a pointer to it: it must not move.
    private let state: UnsafeMutablePointer<z_stream>
    /// Fast: answers are numbers, which higher levels make little smaller.
    private static let level: Int32 = 1
    private static let chunkBytes = 64 << 10

    /// - Returns: nil when there is no memory for it.
    package init?(_ coding: ContentCoding) {
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        let wrapping: ZlibStream.Wrapping = coding == .gzip ? .gzip : .zlib
        guard cz_deflate_init(state, Self.level, wrapping.rawValue) == Z_OK else { return nil }
    }

    deinit {
        deflateEnd(state)
        state.deallocate()
    }

    /// Compresses the next bytes onto `output`.
    ///
    /// - Parameter isLast: whether these are the last; nothing may follow them.
    /// - Returns: whether the library did it; false leaves `output` unfit for use.
    package func append(_ input: ArraySlice<UInt8>, isLast: Bool, onto output: inout [UInt8]) -> Bool {
        input.withUnsafeBufferPointer { bytes in
            state.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
            state.pointee.avail_in = UInt32(clamping: bytes.count)
            defer { state.pointee.next_in = nil }
            var isGoingOn = true
            while isGoingOn {
                let start = output.count
                output.append(contentsOf: repeatElement(0, count: Self.chunkBytes))
                let (result, produced) = step(into: &output, at: start, isLast)
                output.removeLast(Self.chunkBytes - produced)
                guard result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR else { return false }
                isGoingOn = produced == Self.chunkBytes && result != Z_STREAM_END
            }
            return state.pointee.avail_in == 0
        }
    }

    private func step(into output: inout [UInt8], at start: Int, _ isLast: Bool) -> (result: Int32, produced: Int) {
        output.withUnsafeMutableBufferPointer { buffer in
            let room = UnsafeMutableBufferPointer(rebasing: buffer[start...])
            state.pointee.next_out = room.baseAddress
            state.pointee.avail_out = UInt32(clamping: room.count)
            let result = deflate(state, isLast ? Z_FINISH : Z_NO_FLUSH)
            return (result, room.count - Int(state.pointee.avail_out))
        }
    }
}
