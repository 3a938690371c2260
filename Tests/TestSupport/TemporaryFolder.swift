import Foundation

/// A folder for one test, removed when the test lets go of it.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("modelswitch-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Writes a file below the folder, making the folders on the way.
    package func write(_ text: String, to name: String) throws {
        let url = URL(fileURLWithPath: path).appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url, options: .atomic)
    }

    package func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
}

/// Files of this package that tests read.
package enum PackageFiles {
    /// The package's folder.
    package static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

    package static let sampleModels = root + "/models"

    /// Rows of the breast-cancer data: 569 of 30 features.
    package static func breastCancerRows() throws -> [[Double]] {
        try String(contentsOfFile: root + "/Tests/Fixtures/breast_cancer/rows.csv", encoding: .utf8)
            .split(separator: "\n")
            .map { $0.split(separator: ",").compactMap { Double($0) } }
    }

    /// The labels that scikit-learn gave a version for those rows.
    package static func breastCancerLabels(_ version: String) throws -> [Int] {
        try String(contentsOfFile: root + "/Tests/Fixtures/breast_cancer/answers-\(version).csv", encoding: .utf8)
            .split(separator: "\n")
            .compactMap { $0.split(separator: ",").first.flatMap { Int($0) } }
    }
}
