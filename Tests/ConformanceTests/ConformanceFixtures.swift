import Decompression
import Foundation

/// The recorded models: the archives in `Tests/Fixtures/scikit-learn`, or the folder that `CONFORMANCE_FIXTURES` names,
/// where `make.py` has just written them.
enum ConformanceFixtures {
    /// From the oldest version, by name.
    static let families: [RecordedFamily] = (recordedFolder.map(families(inFolder:)) ?? archivedFamilies())
        .filter { family in only.map { $0.first == family.name } ?? true }
        .sorted { ($0.version, $0.name) < ($1.version, $1.name) }

    /// From the oldest.
    static let versions = Set(families.map(\.version)).sorted()

    /// What `CONFORMANCE_ONLY=FAMILY` or `FAMILY/NAME` narrows the tests to.
    static let only = environment["CONFORMANCE_ONLY"].map { $0.split(separator: "/").map(String.init) }

    static let isLenient = environment["CONFORMANCE_LENIENT"] == "1"

    /// Whether `CONFORMANCE_ONLY` leaves this model in.
    static func includes(_ name: String) -> Bool {
        guard let only, only.count > 1 else { return true }
        return only[1] == name
    }

    /// Found from this file upwards, behind links.
    static let packageRoot: URL = {
        var folder = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    static let environment = ProcessInfo.processInfo.environment

    private static let recordedFolder = environment["CONFORMANCE_FIXTURES"].map { URL(filePath: $0) }

    // MARK: Private

    /// `FAMILY.tar.xz` holds `VERSION/FAMILY/NAME.joblib`.
    private static func archivedFamilies() -> [RecordedFamily] {
        let folder = packageRoot.appending(path: "Tests/Fixtures/scikit-learn")
        return names(in: folder).filter { $0.hasSuffix(".tar.xz") }.flatMap { name -> [RecordedFamily] in
            do {
                let packed = try [UInt8](Data(contentsOf: folder.appending(path: name)))
                let archive = try TarArchive(Decompressor(.xz).unfold(packed))
                let folders = Set(archive.names.map { $0.split(separator: "/").prefix(2).joined(separator: "/") })
                return folders.map { RecordedFamily(path: $0, source: .archive(archive)) }
            } catch {
                return [RecordedFamily(path: "0/\(name)", source: .unreadable("\(name): \(error)"))]
            }
        }
    }

    private static func families(inFolder root: URL) -> [RecordedFamily] {
        names(in: root).filter { $0.first?.isNumber == true }.flatMap { version in
            names(in: root.appending(path: version)).map {
                RecordedFamily(path: "\(version)/\($0)", source: .folder(root))
            }
        }
    }

    private static func names(in folder: URL) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (names ?? []).filter { !$0.hasPrefix(".") }.sorted()
    }
}
