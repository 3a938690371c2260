/// A way of compressing whole files, told by the first bytes.
///
/// - Source: the prefixes in `joblib/compressor.py`.
package enum CompressionFormat: String, Sendable, CaseIterable {
    case zlib, gzip, bzip2, xz, lzma, lz4

    /// What `bytes` begin with; nil for none of these.
    ///
    /// No pickle is taken for one: the letters `BZ` may begin a pickle, so that bzip2 must show the mark of its first
    /// block or of its end too.
    package init?(_ bytes: [UInt8]) {
        guard let format = Self.allCases.first(where: { $0.begins(bytes) }) else { return nil }
        self = format
    }

    /// Whether a file may hold several streams, each going on where the one before ended.
    var allowsSeveralStreams: Bool {
        switch self {
        case .gzip, .bzip2, .xz, .lz4: true
        case .zlib, .lzma: false
        }
    }

    private func begins(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .zlib: [0x01, 0x5e, 0x9c, 0xda].contains { bytes.starts(with: [0x78, $0]) }
        case .gzip: bytes.starts(with: [0x1f, 0x8b])
        case .bzip2: Self.beginsBzip2(bytes)
        case .xz: bytes.starts(with: [0xfd, 0x37, 0x7a, 0x58, 0x5a])
        case .lzma: bytes.starts(with: [0x5d, 0x00, 0x00])
        case .lz4: bytes.starts(with: [0x04, 0x22, 0x4d, 0x18])
        }
    }

    private static func beginsBzip2(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: Array("BZh".utf8)), bytes.count >= 4, (0x31...0x39).contains(bytes[3]) else {
            return false
        }
        let mark = bytes[4...].prefix(6)
        return mark.elementsEqual([0x31, 0x41, 0x59, 0x26, 0x53, 0x59].prefix(mark.count))
            || mark.elementsEqual([0x17, 0x72, 0x45, 0x38, 0x50, 0x90].prefix(mark.count))
    }
}
