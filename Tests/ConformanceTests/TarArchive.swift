/// The files of a tar archive in the plain format (`ustar`), as `pack.py` writes it.
struct TarArchive: Sendable {
    private static let blockBytes = 512

    private let bytes: [UInt8]
    private var entries: [String: Range<Int>] = [:]

    init(_ bytes: [UInt8]) throws {
        self.bytes = bytes
        var offset = 0
        while offset + Self.blockBytes <= bytes.count, bytes[offset] != 0 {
            let name = Self.text(bytes[offset..<offset + 100])
            let start = offset + Self.blockBytes
            guard let size = Int(Self.text(bytes[offset + 124..<offset + 136]), radix: 8), size <= bytes.count - start
            else { throw RecordingError("the archive ends within \(name)") }
            entries[name] = start..<start + size
            offset = start + (size + Self.blockBytes - 1) / Self.blockBytes * Self.blockBytes
        }
    }

    var names: [String] { entries.keys.sorted() }

    func bytes(of name: String) throws -> [UInt8] {
        guard let range = entries[name] else { throw RecordingError("the archive has no \(name)") }
        return Array(bytes[range])
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 && $0 != UInt8(ascii: " ") }, as: UTF8.self)
    }
}
