import ArgumentParser
import Foundation
import Inference
import LogLines
import ModelFormats

/// `modelswitch inspect FILE`: what is inside a model file.
struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Show what is inside a model file; nothing in it is ever run.",
        discussion: "Exit code 0 for a file that can be served, 1 for one that cannot."
    )

    @Argument(help: "A scikit-learn model, as pickle or joblib wrote it.", completion: .file())
    var file: String
    @Flag(help: "Print JSON.")
    var json = false

    func run() throws {
        let limits = try ModelFileLimits(environment: ProcessInfo.processInfo.environment)
        do {
            let report = InspectionReport(try ModelFile.inspect(try bytes(limits), limits: limits))
            print(json ? try report.json() : report.text)
            if !report.servable { throw ExitCode(CommandFailure.refused) }
        } catch let error as ModelFileError {
            throw CommandFailure("'\(file)': \(error)")
        }
    }

    private func bytes(_ limits: ModelFileLimits) throws -> [UInt8] {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        guard
            attributes?[.type] as? FileAttributeType == .typeRegular
                || attributes?[.type] as? FileAttributeType == .typeSymbolicLink
        else { throw CommandFailure("'\(file)' is no file; name a model file") }
        guard (attributes?[.size] as? Int ?? 0) <= limits.fileBytes else {
            throw CommandFailure("'\(file)' is over \(limits.fileBytes) bytes; raise MODEL_FILE_BYTES to read it")
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw CommandFailure("'\(file)' cannot be read; name a model file")
        }
        return [UInt8](data)
    }
}

/// An inspection as people and programs read it.
private struct InspectionReport: Encodable {
    private struct Estimator: Encodable {
        let name: String
        let module: String
        let facts: [String]
        let children: [Estimator]

        init(_ node: EstimatorNode) {
            name = node.name
            module = node.module
            facts = node.facts
            children = node.children.map(Estimator.init)
        }

        func lines(depth: Int) -> [String] {
            let detail = facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))"
            return [String(repeating: "  ", count: depth) + name + detail]
                + children.flatMap { $0.lines(depth: depth + 1) }
        }
    }

    let format: String
    let pickleProtocol: Int
    let library: String?
    private let estimator: Estimator?
    let features: Int?
    let featureNames: [String]?
    let classes: [String]?
    let fileBytes: Int
    let compression: String?
    let inflatedBytes: Int
    let globals: [String]
    let suspiciousGlobals: [String]
    let servable: Bool
    let reason: String?

    init(_ inspection: ModelInspection) {
        format = inspection.format
        pickleProtocol = inspection.pickleProtocol
        library = inspection.library
        estimator = inspection.estimator.map(Estimator.init)
        features = inspection.featureCount
        featureNames = inspection.featureNames
        classes = inspection.classes?.map(\.text)
        fileBytes = inspection.fileBytes
        compression = inspection.compression
        inflatedBytes = inspection.inflatedBytes
        globals = inspection.globals
        suspiciousGlobals = inspection.suspiciousGlobals
        servable = inspection.servable
        reason = inspection.reason
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self).jsonWithoutSteering
    }

    var text: String {
        let unfolded = compression.map { ", \($0) of \(inflatedBytes) bytes" } ?? ""
        var lines = [
            "format      \(format), pickle protocol \(pickleProtocol), \(fileBytes) bytes\(unfolded)",
            "library     \(library ?? "unknown")",
        ]
        if let features { lines.append("features    \(features)") }
        if let featureNames { lines.append("names       \(featureNames.joined(separator: ", "))") }
        if let classes { lines.append("classes     \(classes.joined(separator: ", "))") }
        if let estimator { lines += ["estimator"] + estimator.lines(depth: 1) }
        lines +=
            ["globals"] + globals.map { "  \($0)" + (suspiciousGlobals.contains($0) ? "   ← no model needs this" : "") }
        lines.append("servable    \(servable ? "yes" : "no: \(reason ?? "")")")
        return lines.map(\.printable).joined(separator: "\n")
    }
}

extension ClassLabel {
    fileprivate var text: String {
        switch self {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): value
        case .boolean(let value): "\(value)"
        }
    }
}
