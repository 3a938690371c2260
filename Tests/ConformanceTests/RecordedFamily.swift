import Foundation

/// One family's models as one version wrote them.
struct RecordedFamily: Sendable, CustomStringConvertible {
    enum Source: Sendable {
        case folder(URL)
        case archive(TarArchive)
        /// Why there is none.
        case unreadable(String)
    }

    let version: String
    let name: String
    private let source: Source

    /// - Parameter path: `VERSION/FAMILY`.
    init(path: String, source: Source) {
        let parts = path.split(separator: "/").map(String.init)
        version = parts.first ?? ""
        name = parts.last ?? ""
        self.source = source
    }

    var description: String { "\(version) \(name)" }

    /// The names of its models.
    func models() throws -> [String] {
        try files().filter { $0.hasSuffix(".joblib") }.map { String($0.dropLast(7)) }.filter { $0 != "answers" }
            .sorted()
    }

    /// What `NAME.joblib` holds.
    func bytes(of name: String) throws -> [UInt8] {
        switch source {
        case .folder(let root): try [UInt8](Data(contentsOf: root.appending(path: "\(path)/\(name).joblib")))
        case .archive(let archive): try archive.bytes(of: "\(path)/\(name).joblib")
        case .unreadable(let reason): throw RecordingError(reason)
        }
    }

    private var path: String { "\(version)/\(name)" }

    private func files() throws -> [String] {
        switch source {
        case .folder(let root): try FileManager.default.contentsOfDirectory(atPath: root.appending(path: path).path)
        case .archive(let archive):
            archive.names.filter { $0.hasPrefix(path + "/") }.map { String($0.dropFirst(path.count + 1)) }
        case .unreadable(let reason): throw RecordingError(reason)
        }
    }
}
