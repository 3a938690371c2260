/// Unfolds compressed files in memory, within limits.
package struct Decompressor {
    private static let chunkBytes = 256 << 10
    // A file of tiny streams would have a library set itself up millions of times.
    private static let freeStreams = 1024
    private static let bytesPerStream = 256

    private let format: CompressionFormat
    private let limits: DecompressionLimits

    package init(_ format: CompressionFormat, limits: DecompressionLimits = DecompressionLimits()) {
        self.format = format
        self.limits = limits
    }

    /// Unfolds a whole file.
    ///
    /// - Parameter input: bytes that ``CompressionFormat`` recognises as this format.
    /// - Throws: ``DecompressionError``.
    /// - Complexity: O(input + output); memory is taken as bytes come out, never on the file's word alone.
    package func unfold(_ input: [UInt8]) throws(DecompressionError) -> [UInt8] {
        try input.withUnsafeBufferPointer { bytes throws(DecompressionError) in
            try unfold(UnsafeRawBufferPointer(bytes))
        }
    }

    private func unfold(_ input: UnsafeRawBufferPointer) throws(DecompressionError) -> [UInt8] {
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.chunkBytes, alignment: 16)
        defer { chunk.deallocate() }
        var output: [UInt8] = []
        var offset = 0
        var streamCount = 0
        repeat {
            offset = try unfoldStream(of: input, at: offset, through: chunk, onto: &output)
            streamCount += 1
            try checkWhatFollows(in: input, at: offset, streamCount: streamCount)
        } while offset < input.count
        return output
    }

    /// - Returns: where the stream that begins at `start` ends.
    private func unfoldStream(
        of input: UnsafeRawBufferPointer,
        at start: Int,
        through chunk: UnsafeMutableRawBufferPointer,
        onto output: inout [UInt8]
    ) throws(DecompressionError) -> Int {
        let limit = limits.outputLimit(forInput: input.count)
        let stream = try explaining { () throws(StreamFault) in try makeStream() }
        var offset = start
        while true {
            let step = try explaining { () throws(StreamFault) in
                try stream.step(UnsafeRawBufferPointer(rebasing: input[offset...]), into: chunk)
            }
            guard step.consumed > 0 || step.produced > 0 || step.isAtEnd else { throw truncated }
            guard step.produced <= limit - output.count else { throw overLimit(limit, input.count) }
            output.append(contentsOf: chunk[..<step.produced])
            offset += step.consumed
            if step.isAtEnd { return offset }
        }
    }

    private func makeStream() throws(StreamFault) -> any CompressedStream {
        switch format {
        case .zlib: try ZlibStream(.zlib)
        case .gzip: try ZlibStream(.gzip)
        case .bzip2: try Bzip2Stream()
        case .xz: try LZMAStream(.xz, memoryBytes: limits.workingBytes)
        case .lzma: try LZMAStream(.alone, memoryBytes: limits.workingBytes)
        case .lz4: try LZ4Stream()
        }
    }

    /// Behind a stream stands nothing, or another one where the format has several.
    private func checkWhatFollows(
        in input: UnsafeRawBufferPointer,
        at offset: Int,
        streamCount: Int
    ) throws(DecompressionError) {
        guard offset < input.count else { return }
        let beginning = Array(input[offset...].prefix(16))
        guard format.allowsSeveralStreams, CompressionFormat(beginning) == format else {
            throw DecompressionError(
                .trailingBytes,
                "\(input.count - offset) bytes follow the end of the \(format.rawValue) stream; a model file has none"
            )
        }
        guard streamCount < Self.freeStreams + input.count / Self.bytesPerStream else {
            throw DecompressionError(
                .overLimit,
                "The file is made of more than \(streamCount) \(format.rawValue) streams"
            )
        }
    }

    // MARK: Errors

    private func explaining<Value>(
        _ body: () throws(StreamFault) -> Value
    ) throws(DecompressionError) -> Value {
        do throws(StreamFault) {
            return try body()
        } catch {
            throw explained(error)
        }
    }

    private func explained(_ fault: StreamFault) -> DecompressionError {
        switch fault {
        case .corrupt:
            DecompressionError(
                .corrupt,
                "The file is compressed with \(format.rawValue) and damaged: what comes out is not what went in. Copy it again"
            )
        case .memory:
            DecompressionError(
                .overLimit,
                "Unfolding the \(format.rawValue) file needs more than \(limits.workingBytes) bytes of working memory; "
                    + "save it with a lower compression level"
            )
        }
    }

    private var truncated: DecompressionError {
        DecompressionError(
            .truncated,
            "The file ends before its \(format.rawValue) stream does; it was cut off. Copy it again"
        )
    }

    private func overLimit(_ limit: Int, _ inputCount: Int) -> DecompressionError {
        DecompressionError(
            .overLimit,
            "The \(format.rawValue) file of \(inputCount) bytes unfolds to more than \(limit) bytes, which no model does; "
                + "if it is one, save it without compression"
        )
    }
}
