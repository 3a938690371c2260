import Decompression

/// The pickle of a model file, unfolded if the file is compressed.
struct ModelFileContents {
    let pickle: [UInt8]
    /// Such as `gzip`; nil for a file that is not compressed.
    let compression: String?
    /// The size of the file itself.
    let fileBytes: Int

    /// - Throws: ``ModelFileError`` for a file that is no pickle by its first bytes, or cannot be unfolded.
    init(_ bytes: [UInt8], limits: ModelFileLimits) throws(ModelFileError) {
        fileBytes = bytes.count
        guard bytes.count <= limits.fileBytes else {
            throw ModelFileError(.overBudget, "The file has \(bytes.count) bytes; at most \(limits.fileBytes) are read")
        }
        switch FileKind(bytes) {
        case .perhapsPickle:
            compression = nil
            pickle = bytes
        case .compressed(let format):
            compression = format.rawValue
            pickle = try Self.unfold(bytes, format, limits)
        case .unknownCompression(let name): throw Self.notUnfolded(name)
        case .other(let name): throw Self.noModel(name)
        }
    }

    private static func unfold(
        _ bytes: [UInt8],
        _ format: CompressionFormat,
        _ limits: ModelFileLimits
    ) throws(ModelFileError) -> [UInt8] {
        let pickle: [UInt8]
        do {
            pickle = try Decompressor(format, limits: limits.decompression).unfold(bytes)
        } catch {
            throw ModelFileError(error)
        }
        switch FileKind(pickle) {
        case .perhapsPickle: return pickle
        case .compressed(let inner):
            throw ModelFileError(
                .compressed,
                "The file is compressed twice, with \(inner.rawValue) inside \(format.rawValue). Unpack it once: a model "
                    + "that joblib wrote is compressed already"
            )
        case .unknownCompression(let name): throw notUnfolded(name)
        case .other(let name): throw noModel("\(name), compressed with \(format.rawValue)")
        }
    }

    private static func notUnfolded(_ name: String) -> ModelFileError {
        ModelFileError(
            .compressed,
            "The file is compressed with \(name), which is not read. Unpack it, or save it with "
                + "`joblib.dump(model, path, compress=3)`"
        )
    }

    private static func noModel(_ name: String) -> ModelFileError {
        ModelFileError(
            .notAModel,
            "The file is \(name). Expected a scikit-learn model, saved by `joblib.dump(model, path)`"
        )
    }
}
