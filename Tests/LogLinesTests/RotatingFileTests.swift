import Foundation
import TestSupport
import Testing

@testable import LogLines

@Suite struct RotatingFileTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/log" }
    private static let line = Array("123456789\n".utf8)

    init() throws {
        folder = try TemporaryFolder()
    }

    private func text(_ name: String) -> String {
        (try? String(contentsOfFile: name, encoding: .utf8)) ?? ""
    }

    @Test func `two files never hold more than the bound, and no line is split`() throws {
        var file = RotatingFile(path: path, totalBytes: 100)
        for count in 1...57 {
            try file.append(Self.line)
            #expect(text(path).count + text(path + ".1").count <= 100)
            #expect(text(path).count % 10 == 0 && !text(path).isEmpty, "\(count)")
        }
        file.close()
    }

    @Test func `what was there counts, and is made private`() throws {
        try Data(repeating: 10, count: 45).write(to: URL(fileURLWithPath: path))
        chmod(path, 0o644)
        var file = RotatingFile(path: path, totalBytes: 100)
        try file.append(Self.line)
        #expect(text(path) == "123456789\n" && text(path + ".1").count == 45)
        let mode = try FileManager.default.attributesOfItem(atPath: path + ".1")[.posixPermissions] as? Int
        #expect(mode == 0o600)
        file.close()
    }

    @Test func `a file that was moved away or removed is made anew`() throws {
        var file = RotatingFile(path: path, totalBytes: 1000)
        try file.append(Self.line)
        try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
        try file.append(Self.line)
        #expect(text(path) == "123456789\n" && text(path + ".old") == "123456789\n")
        try FileManager.default.removeItem(atPath: path)
        try file.append(Self.line)
        #expect(text(path) == "123456789\n")
        file.close()
    }

    @Test func `a folder or a device is refused, and a full disk is an error`() throws {
        var folder = RotatingFile(path: folder.path, totalBytes: 100)
        #expect(throws: RotatingFile.Failure.self) { try folder.open() }
        var device = RotatingFile(path: "/dev/full", totalBytes: 100)
        #expect(throws: RotatingFile.Failure.self) { try device.append(Self.line) }
        var nowhere = RotatingFile(path: path + "/a/b", totalBytes: 100)
        #expect(throws: RotatingFile.Failure.self) { try nowhere.append(Self.line) }
    }

    @Test func `a line longer than the bound has the file to itself`() throws {
        var file = RotatingFile(path: path, totalBytes: 10)
        try file.append(Self.line)
        try file.append(Self.line)
        #expect(text(path) == "123456789\n" && text(path + ".1") == "123456789\n")
        file.close()
    }
}
