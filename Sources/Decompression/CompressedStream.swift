/// One compressed stream being unfolded by a library that keeps its state between the steps.
protocol CompressedStream: AnyObject {
    /// Takes some of `input` and fills some of `output`.
    ///
    /// - Throws: ``StreamFault``.
    func step(
        _ input: UnsafeRawBufferPointer,
        into output: UnsafeMutableRawBufferPointer
    ) throws(StreamFault) -> StreamStep
}

/// What one step did.
struct StreamStep {
    let consumed: Int
    let produced: Int
    /// Whether the stream is whole now.
    let isAtEnd: Bool
}

/// What a library says of a stream that it cannot go on with.
enum StreamFault: Error {
    case corrupt
    /// The stream asks for more working memory than it may have, or than there is.
    case memory
}
