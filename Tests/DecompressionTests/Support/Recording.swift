import Decompression
import Foundation

/// One object that joblib wrote with each of its compressors, and without.
enum Recording {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/compressed")

    static func plain() throws -> [UInt8] { try bytes("plain") }

    static func compressed(_ format: CompressionFormat) throws -> [UInt8] { try bytes(format.rawValue) }

    private static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: folder.appending(path: "\(name).joblib")))
    }
}

/// What became of a file, for comparing in one line; nil when it was unfolded.
func code(
    unfolding bytes: [UInt8],
    as format: CompressionFormat,
    limits: DecompressionLimits = DecompressionLimits()
) -> DecompressionError.Code? {
    do throws(DecompressionError) {
        _ = try Decompressor(format, limits: limits).unfold(bytes)
        return nil
    } catch {
        return error.code
    }
}
