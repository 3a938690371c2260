/// How much a compressed file may unfold to before it is refused.
package struct DecompressionLimits: Sendable, Equatable {
    /// Bytes that come out; default 2 GiB.
    package var outputBytes = 1 << 31
    /// How many times its own size a file may unfold to, beyond ``freeBytes``; default 200.
    ///
    /// Trained models stay below 20; a file made to fill the memory reaches 1,000 with zlib and millions with bzip2.
    package var ratio = 200
    /// Bytes that may come out whatever the ratio; default 16 MiB.
    package var freeBytes = 16 << 20
    /// Bytes that LZMA's dictionary may take, which the file asks for; default 128 MiB, and `xz -9` needs 65.
    package var workingBytes = 128 << 20

    package init() {}

    /// The most bytes that `count` compressed ones may unfold to.
    func outputLimit(forInput count: Int) -> Int {
        let (product, overflow) = count.multipliedReportingOverflow(by: max(0, ratio))
        return min(outputBytes, max(freeBytes, overflow ? .max : product))
    }
}
