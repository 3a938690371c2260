import Foundation
import Inference

/// Files that tests read, found from this file upwards.
enum Fixtures {
    /// The folder of the package.
    static let packageRoot: URL = {
        var folder = URL(filePath: #filePath).deletingLastPathComponent()
        while folder.path != "/", !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder.deleteLastPathComponent()
        }
        return folder
    }()

    static func bytes(_ path: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: packageRoot.appending(path: path)))
    }

    /// The lines of a file of numbers between commas.
    static func numbers(_ path: String) throws -> [[Double]] {
        try String(decoding: bytes(path), as: UTF8.self).split(separator: "\n").map { line in
            try line.split(separator: ",").map { field in
                guard let number = Double(field) else { throw NotANumber(field: String(field)) }
                return number
            }
        }
    }

    /// The names of the files in a folder that end in one of `endings`, in order.
    static func names(in folder: String, endings: [String] = [""]) -> [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: packageRoot.appending(path: folder).path)
        return (names ?? []).filter { name in endings.contains { name.hasSuffix($0) } }.sorted()
    }

    struct NotANumber: Error {
        let field: String
    }
}

extension Matrix {
    init(_ rows: [[Double]]) {
        self.init(rowCount: rows.count, columnCount: rows.first?.count ?? 0, values: rows.flatMap { $0 })
    }
}
