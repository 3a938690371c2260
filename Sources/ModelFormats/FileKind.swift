/// What the first bytes of a file say that it is.
enum FileKind: Equatable {
    case perhapsPickle
    case compressed(String)
    /// Something else, with a name for it.
    case other(String)

    init(_ bytes: [UInt8]) {
        if let name = Self.match(bytes, Self.compressions) {
            self = .compressed(name)
        } else if let name = Self.match(bytes, Self.others) {
            self = .other(name)
        } else {
            self = .perhapsPickle
        }
    }

    /// - Source: the prefixes in `joblib/compressor.py`. The letters `BZ` alone may begin a pickle.
    private static let compressions: [(String, [UInt8])] =
        [
            ("gzip", [0x1f, 0x8b]),
            ("xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a]),
            ("lzma", [0x5d, 0x00, 0x00]),
            ("lz4", [0x04, 0x22, 0x4d, 0x18]),
            ("zstd", [0x28, 0xb5, 0x2f, 0xfd]),
        ] + [0x01, 0x5e, 0x9c, 0xda].map { ("zlib", [0x78, $0]) }
        + (1...9).map { ("bzip2", Array("BZh\($0)".utf8)) }

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
    ]

    private static func match(_ bytes: [UInt8], _ table: [(String, [UInt8])]) -> String? {
        table.first { bytes.starts(with: $0.1) }?.0
    }
}
