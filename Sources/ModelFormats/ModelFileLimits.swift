package import Decompression
package import PickleReader

/// How much a model file may ask for before it is refused.
///
/// The defaults take a model of 2 GB. They bound the memory that a hostile file can have taken, and the time that it
/// can have spent, to what an honest one of its size needs.
package struct ModelFileLimits: Sendable {
    /// Bytes of the file as it lies on the disk; default 2 GiB.
    package var fileBytes = 1 << 31
    /// Bytes after decompression; default 2 GiB.
    package var inflatedBytes = 1 << 31
    /// How many times its own size a compressed file may unfold to, beyond 16 MiB; default 200.
    package var inflationRatio = 200
    /// Bytes of working memory that a compressed file may ask for; default 128 MiB, and `xz -9` needs 65.
    package var inflationMemoryBytes = 128 << 20
    /// Instructions of the pickle; default 50 million.
    package var operations = 50_000_000
    /// Values that the pickle makes; default 20 million, at most 500 million.
    package var values = 20_000_000
    /// Levels of values inside values; default 128, at most 250.
    package var depth = 128
    /// Entries on the pickle's stack; default 1 million.
    package var stackEntries = 1_000_000
    /// Entries in the pickle's memo; default 8 million.
    package var memoEntries = 8_000_000
    /// Bytes of all arrays together; default 4 GiB, and never more than four times the size of the file.
    package var arrayBytes = 1 << 32
    /// Pickles inside pickles; joblib nests one level; default 4.
    package var nesting = 4

    package init() {}

    package var decompression: DecompressionLimits {
        var limits = DecompressionLimits()
        limits.outputBytes = inflatedBytes
        limits.ratio = inflationRatio
        limits.workingBytes = inflationMemoryBytes
        return limits
    }

    package var pickle: PickleBudget {
        var budget = PickleBudget()
        budget.bytes = max(fileBytes, inflatedBytes)
        budget.operations = operations
        budget.items = values
        budget.depth = depth
        budget.stack = stackEntries
        budget.memo = memoEntries
        budget.arrayBytes = arrayBytes
        budget.nesting = nesting
        return budget
    }
}
