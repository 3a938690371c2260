import Decompression
import Foundation
import Inference
import ModelFormats
import Testing

/// One pipeline that joblib wrote with each compressor.
///
/// `Tests/Fixtures/compressed/README.md` tells how.
struct CompressedModelTests {
    private static let folder = "Tests/Fixtures/compressed"

    private func bytes(_ name: String) throws -> [UInt8] { try Fixtures.bytes("\(Self.folder)/\(name).joblib") }

    private func code(_ bytes: [UInt8], limits: ModelFileLimits = ModelFileLimits()) -> ModelFileError.Code? {
        do throws(ModelFileError) {
            _ = try ModelFile.load(bytes, limits: limits)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: CompressionFormat.allCases)
    func `A compressed model answers as the plain one does`(_ format: CompressionFormat) throws {
        let rows = Matrix(Array(try Fixtures.numbers("Tests/Fixtures/sklearn/rows.csv").prefix(20)))
        let (plain, compressed) = (try ModelFile.load(bytes("plain")), try ModelFile.load(bytes(format.rawValue)))
        #expect(compressed.description == plain.description)
        #expect(compressed.description.format == "sklearn-joblib")
        let answers = try [plain, compressed].map { try $0.model.predict(FeatureTable(rows), asking: .probabilities) }
        #expect(answers[0] == answers[1])
    }

    @Test(arguments: CompressionFormat.allCases)
    func `Inspection tells the compression and both sizes`(_ format: CompressionFormat) throws {
        let (plain, compressed) = (try bytes("plain"), try bytes(format.rawValue))
        let inspection = try ModelFile.inspect(compressed)
        #expect(inspection.compression == format.rawValue)
        #expect(inspection.fileBytes == compressed.count)
        #expect(inspection.inflatedBytes == plain.count)
        #expect(inspection.servable)
        #expect(try ModelFile.inspect(plain).compression == nil)
    }

    @Test(arguments: CompressionFormat.allCases)
    func `A damaged compressed file is told with its compression`(_ format: CompressionFormat) throws {
        let whole = try bytes(format.rawValue)
        let error = #expect(throws: ModelFileError.self) { try ModelFile.load(Array(whole.dropLast(40))) }
        #expect(error?.code == .malformed)
        #expect(error?.message.contains(format.rawValue) == true)
        #expect(code(whole + [1, 2, 3]) == .malformed)
    }

    @Test func `Limits are kept`() throws {
        let file = try bytes("zlib")
        var limits = ModelFileLimits()
        limits.fileBytes = file.count - 1
        #expect(code(file, limits: limits) == .overBudget)
        limits = ModelFileLimits()
        limits.inflatedBytes = 1000
        #expect(code(file, limits: limits) == .overBudget)
        limits = ModelFileLimits()
        limits.operations = 100
        #expect(code(file, limits: limits) == .overBudget)
        limits = ModelFileLimits()
        limits.inflationMemoryBytes = 1000
        #expect(code(try bytes("xz"), limits: limits) == .overBudget)
    }
}
