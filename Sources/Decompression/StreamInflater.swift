/// Unfolds a compressed body as it arrives, and never beyond a limit.
///
/// `deflate` means zlib; streams without its header, which some clients send under that name, are unfolded as well.
package final class StreamInflater {
    private static let chunkBytes = 64 << 10
    private let coding: ContentCoding
    private let limit: Int
    private let chunk: UnsafeMutableRawBufferPointer
    /// Nil until the first bytes tell how the stream is wrapped.
    private var stream: ZlibStream?
    /// What arrived before that.
    private var head: [UInt8] = []
    private var isAtEnd = false

    /// What has come out so far.
    package private(set) var output: [UInt8] = []

    /// - Parameter limit: bytes that may come out.
    package init(_ coding: ContentCoding, limit: Int) {
        self.coding = coding
        self.limit = max(0, limit)
        chunk = .allocate(byteCount: Self.chunkBytes, alignment: 16)
    }

    deinit {
        chunk.deallocate()
    }

    /// Unfolds the next bytes.
    ///
    /// - Throws: ``DecompressionError`` with code `overLimit` as soon as more comes out than may, `corrupt`, or
    ///   `trailingBytes` for what follows the end.
    /// - Complexity: O(input + what comes out, cut at the limit).
    package func append(_ input: UnsafeRawBufferPointer) throws(DecompressionError) {
        if stream != nil { return try unfold(input) }
        head.append(contentsOf: input)
        guard head.count >= 2 else { return }
        do throws(StreamFault) {
            stream = try ZlibStream(wrapping)
        } catch {
            throw DecompressionError(.overLimit, "there is no memory to unfold the body; send it unencoded")
        }
        let beginning = head
        head = []
        try beginning.withUnsafeBufferPointer { bytes throws(DecompressionError) in
            try unfold(UnsafeRawBufferPointer(bytes))
        }
    }

    /// Checks that the stream is whole.
    ///
    /// - Throws: ``DecompressionError`` with code `truncated`.
    package func finish() throws(DecompressionError) {
        guard isAtEnd else {
            throw DecompressionError(
                .truncated,
                "the body ends before its \(coding.rawValue) stream does; send all of it"
            )
        }
    }

    private var wrapping: ZlibStream.Wrapping {
        if coding == .gzip { return .gzip }
        let isZlib = head[0] & 0x0F == 8 && (Int(head[0]) << 8 | Int(head[1])).isMultiple(of: 31)
        return isZlib ? .zlib : .bare
    }

    private func unfold(_ input: UnsafeRawBufferPointer) throws(DecompressionError) {
        guard let stream else { return }
        var offset = 0
        var isFull = true
        // A full chunk may leave more inside the library than the input shows.
        while !isAtEnd, offset < input.count || isFull {
            let step = try step(stream, UnsafeRawBufferPointer(rebasing: input[offset...]))
            guard step.produced <= limit - output.count else {
                throw DecompressionError(.overLimit, "the body unfolds to more than \(limit) bytes")
            }
            output.append(contentsOf: chunk[..<step.produced])
            offset += step.consumed
            isAtEnd = step.isAtEnd
            isFull = step.produced == chunk.count
            if step.consumed == 0, step.produced == 0 { break }
        }
        guard offset == input.count else {
            throw DecompressionError(.trailingBytes, "bytes follow the end of the body's \(coding.rawValue) stream")
        }
    }

    private func step(
        _ stream: ZlibStream,
        _ input: UnsafeRawBufferPointer
    ) throws(DecompressionError) -> StreamStep {
        do throws(StreamFault) {
            return try stream.step(input, into: chunk)
        } catch {
            throw DecompressionError(.corrupt, "the body is no \(coding.rawValue) stream, or a damaged one")
        }
    }
}
