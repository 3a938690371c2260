import Decompression

/// What the first bytes of a file say that it is.
enum FileKind: Equatable {
    case perhapsPickle
    case compressed(CompressionFormat)
    /// Something compressed in a way that is not unfolded here, with a name for it.
    case unknownCompression(String)
    /// Something else, with a name for it.
    case other(String)

    init(_ bytes: [UInt8]) {
        if let format = CompressionFormat(bytes) {
            self = .compressed(format)
        } else if bytes.starts(with: [0x28, 0xb5, 0x2f, 0xfd]) {
            self = .unknownCompression("zstd")
        } else if let name = Self.others.first(where: { bytes.starts(with: $0.1) })?.0 {
            self = .other(name)
        } else {
            self = .perhapsPickle
        }
    }

    private static let others: [(String, [UInt8])] = [
        ("a zip archive; skops and PyTorch write such files", [0x50, 0x4b, 0x03, 0x04]),
        ("an HDF5 file; Keras writes such files", [0x89, 0x48, 0x44, 0x46]),
        (
            "a Git LFS pointer instead of the file itself; fetch it with `git lfs pull`",
            Array("version https://git-lfs".utf8)
        ),
        ("a LightGBM text model", Array("tree\n".utf8)),
        ("a web page; the download went wrong", Array("<!DOCTYPE".utf8)),
        ("a web page; the download went wrong", Array("<html".utf8)),
        ("text in JSON", Array("{\"".utf8)),
        ("text in JSON", Array("{\n".utf8)),
        ("a numpy array on its own", [0x93] + Array("NUMPY".utf8)),
        ("written by joblib 0.8 or older; save it again with a newer one", Array("ZF".utf8)),
    ]
}
