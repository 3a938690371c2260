import Foundation
import Inference
import ModelFormats
import Testing

/// What is refused, and how the refusal reads.
struct ModelFileTests {
    private func refusal(of bytes: [UInt8]) -> ModelFileError? {
        do throws(ModelFileError) {
            _ = try ModelFile.load(bytes)
            return nil
        } catch {
            return error
        }
    }

    /// A sample file with a text replaced by one of the same length.
    private func changed(_ text: String, to replacement: String, in path: String) throws -> [UInt8] {
        var bytes = try Fixtures.bytes(path)
        let (old, new) = (Array(text.utf8), Array(replacement.utf8))
        try #require(old.count == new.count)
        let ranges = bytes.ranges(of: old)
        try #require(!ranges.isEmpty)
        for range in ranges { bytes.replaceSubrange(range, with: new) }
        return bytes
    }

    @Test func `An empty file is called empty`() {
        #expect(refusal(of: [])?.code == .empty)
    }

    @Test func `What is compressed in an unknown way is told, with the way out`() throws {
        let bytes: [UInt8] = [0x28, 0xb5, 0x2f, 0xfd, 1, 2, 3]
        let error = try #require(refusal(of: bytes))
        #expect(error.code == .compressed)
        #expect(error.message.contains("zstd"))
        #expect(error.message.contains("joblib.dump(model, path, compress=3)"))
        #expect(throws: ModelFileError(.compressed, "")) { try ModelFile.inspect(bytes) }
    }

    @Test(arguments: [
        "PK\u{3}\u{4}...", "version https://git-lfs.github.com/spec/v1\noid sha256:", "<!DOCTYPE html>", "{\"a\": 1}",
        "tree\nversion=v4", "ZF0x0000000000000001",
        "hello", "\u{0}\u{0}\u{0}\u{0}",
    ])
    func `A file of something else is called no model`(_ text: String) {
        #expect(refusal(of: Array(text.utf8))?.code == .notAModel)
    }

    @Test(arguments: [
        "cos\nsystem\n(S'true'\ntR.", "cposix\nsystem\n(S'true'\ntR.", "c__builtin__\neval\n(S'1'\ntR.",
        "(S'true'\nios\nsystem\n.", "c__main__\nf\n.",
    ])
    func `A pickle that would run something is refused by name`(_ text: String) throws {
        let error = try #require(refusal(of: Array(text.utf8)))
        #expect(error.code == .refusedGlobal)
        #expect(error.message.contains("nothing was run"))
        let names = ["os.system", "posix.system", "__builtin__.eval", "__main__.f"]
        #expect(names.contains { error.message.contains($0) })
    }

    @Test func `A pickle that would write a file writes none`() throws {
        let canary = FileManager.default.temporaryDirectory.appending(path: "canary-\(UUID().uuidString)").path
        let bytes = Array("cposix\nsystem\n(S'touch \(canary)'\ntR.".utf8)
        #expect(refusal(of: bytes)?.code == .refusedGlobal)
        #expect(try ModelFile.inspect(bytes).suspiciousGlobals == ["posix.system"])
        #expect(!FileManager.default.fileExists(atPath: canary))
    }

    @Test func `A model with a hostile part is refused, wherever the part is`() throws {
        let bytes = try changed("_codecs", to: "_codecz", in: "Tests/Fixtures/sklearn/1.5.2/boosting.joblib")
        let error = try #require(refusal(of: bytes))
        #expect(error.code == .refusedGlobal)
        #expect(error.message.contains("_codecz.encode"))
    }

    @Test func `An estimator that is not served is named`() throws {
        let bytes = try changed("LogisticRegression", to: "PerceptronMachines", in: "models/v1/model.pkl")
        let error = try #require(refusal(of: bytes))
        #expect(error.code == .unsupportedEstimator)
        #expect(error.message.contains("sklearn.linear_model._logistic.PerceptronMachines"))
        let scaler = try changed("StandardScaler", to: "Standard0caler", in: "models/v1/model.pkl")
        #expect(refusal(of: scaler)?.message.contains("Standard0caler") == true)
    }

    @Test(arguments: ["0.1.0", "2.0.0", "9.9.9", "x.y.z", "1.x.0"])
    func `A file of an unknown version is refused`(_ version: String) throws {
        let error = try #require(refusal(of: changed("1.7.2", to: version, in: "models/v1/model.pkl")))
        #expect(error.code == .unsupportedVersion)
        #expect(error.message.contains("0.22 to 1.9"))
    }

    @Test func `A file without a version is refused`() throws {
        let bytes = try changed("_sklearn_version", to: "_sklearn_versiom", in: "models/v1/model.pkl")
        #expect(refusal(of: bytes)?.code == .unsupportedVersion)
    }

    @Test(arguments: ["coef_", "intercept_", "classes_", "mean_"])
    func `A model that was not fitted is told from a damaged one`(_ attribute: String) throws {
        // A wrong first letter stands for an attribute that is not there. Without a mean nothing is taken off.
        let bytes = try changed(attribute, to: "_" + attribute.dropFirst(), in: "models/v1/model.pkl")
        let error = refusal(of: bytes)
        #expect(attribute == "mean_" ? error == nil : error?.message.contains("before it was fitted") == true)
    }

    @Test(arguments: ["N.", "K\u{5}.", "]."])
    func `A pickle of something else than an estimator is refused`(_ text: String) {
        #expect(refusal(of: Array(text.utf8))?.code == .unsupportedEstimator)
    }

    @Test func `Errors of the same code are equal`() {
        #expect(ModelFileError(.empty, "a") == ModelFileError(.empty, "b"))
        #expect(ModelFileError(.empty, "a") != ModelFileError(.malformed, "a"))
        #expect("\(ModelFileError(.empty, "a"))" == "a")
    }
}
