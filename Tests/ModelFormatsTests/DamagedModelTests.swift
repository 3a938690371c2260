import Inference
import ModelFormats
import TestSupport
import Testing

/// Real files that were cut or changed: an error, or a model that answers; never a trap, and never long.
struct DamagedModelTests {
    private static let small = ["tree", "forest", "boosting", "pipeline"].flatMap { name in
        ["joblib", "pickle"].map { "Tests/Fixtures/sklearn/1.7.2/\(name).\($0)" }
    }
    private static let old = ["tree", "boosting", "pipeline"].map { "Tests/Fixtures/sklearn/0.24.2/\($0).joblib" }
    private static let ensembles = Fixtures.names(in: "Tests/Fixtures/ensembles", endings: [".joblib"]).map {
        "Tests/Fixtures/ensembles/\($0)"
    }
    private static let samples = ["v1", "v2", "v3"].map { "models/\($0)/model.pkl" }

    @Test(arguments: small + samples + ensembles)
    func `Every cut is an error`(_ path: String) throws {
        let bytes = try Fixtures.bytes(path)
        for end in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 60)) {
            #expect(throws: ModelFileError.self) { try ModelFile.load(Array(bytes[..<end])) }
        }
    }

    @Test(arguments: small + old + ensembles)
    func `Flipped bits give an error or a model that answers`(_ path: String) throws {
        let bytes = try Fixtures.bytes(path)
        var random = SeededGenerator(seed: UInt64(bytes.count))
        var damage = Damage()
        for _ in 0..<120 {
            var copy = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                copy[Int.random(in: 0..<copy.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            damage.load(copy)
        }
        #expect(damage.errorCount > 10)
        #expect(damage.modelCount > 10)
    }

    @Test(arguments: samples)
    func `Flipped bits of the sample models give an error or a model that answers`(_ path: String) throws {
        let bytes = try Fixtures.bytes(path)
        var random = SeededGenerator(seed: 1)
        var damage = Damage()
        for _ in 0..<25 {
            var copy = bytes
            copy[Int.random(in: 0..<copy.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            damage.load(copy)
        }
        #expect(damage.errorCount + damage.modelCount == 25)
    }

    @Test(arguments: small + ensembles)
    func `Numbers overwritten with extremes give an error or a model that answers`(_ path: String) throws {
        let bytes = try Fixtures.bytes(path)
        var random = SeededGenerator(seed: 2)
        var damage = Damage()
        let extremes: [UInt64] = [
            0, .max, 1 << 63, (1 << 63) - 1, 1 << 31, (1 << 31) - 1, Double.nan.bitPattern, Double.infinity.bitPattern,
            (-Double.infinity).bitPattern, Double.greatestFiniteMagnitude.bitPattern,
        ]
        for _ in 0..<100 {
            var copy = bytes
            let place = Int.random(in: 0..<copy.count - 8, using: &random)
            let extreme = extremes[Int.random(in: 0..<extremes.count, using: &random)]
            for index in 0..<8 { copy[place + index] = UInt8(truncatingIfNeeded: extreme >> (8 * UInt64(index))) }
            damage.load(copy)
        }
        #expect(damage.errorCount > 0)
    }

    @Test func `Damaged files are looked into without harm`() throws {
        var random = SeededGenerator(seed: 4)
        for path in Self.small {
            let bytes = try Fixtures.bytes(path)
            for _ in 0..<40 {
                var copy = bytes
                copy[Int.random(in: 0..<copy.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
                _ = try? ModelFile.inspect(copy)
            }
        }
    }

    @Test func `Undamaged ensembles answer`() throws {
        #expect(Self.ensembles.count == 16)
        for path in Self.ensembles { Damage.ask(try ModelFile.load(Fixtures.bytes(path)).model) }
    }

    @Test func `Random bytes are no model`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<1000 {
            let count = Int.random(in: 0...200, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(throws: ModelFileError.self) { try ModelFile.load(bytes) }
            #expect(throws: ModelFileError.self) { try ModelFile.load([0x80, 4] + bytes) }
        }
    }
}
