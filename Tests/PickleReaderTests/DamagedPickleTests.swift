import PickleReader
import TestSupport
import Testing

/// Files that were cut, changed or never were pickles: an error or a value, never a trap.
struct DamagedPickleTests {
    private static let sample = PickleAssembler().dictionary { root in
        root.text("array").array([2, 3], type: { $0.type("i1") }, content: { $0.data([1, 2, 3, 4, 5, 6]) })
            .text("wrapped").wrapper([3], type: { $0.type("i1") }).raw([1, 0xff, 5, 6, 7])
            .text("object").global("sklearn.dummy", "DummyClassifier").raw(")").newObject()
            .dictionary { $0.text("strategy").text("prior").text("n").long(-3) }.build()
    }.file

    @Test func `The sample is read whole`() throws {
        #expect(try PickleGraph(Self.sample).root["object"]?["n"]?.integer == -3)
    }

    @Test func `Every truncation is an error`() {
        for end in Self.sample.indices {
            #expect(throws: PickleError.self) { try PickleGraph(Array(Self.sample[..<end])) }
        }
    }

    @Test func `Every change of a single bit is an error or a value`() {
        for index in Self.sample.indices {
            for bit in 0..<8 {
                var bytes = Self.sample
                bytes[index] ^= 1 << bit
                walk(bytes)
            }
        }
    }

    @Test func `Random instructions are an error or a value`() {
        var random = SeededGenerator(seed: 7)
        let opcodes = Array("().012BCFGIJKLMNRSTUVX]abcdeghjlpqrstu}".utf8) + Array(0x80...0x98)
        for _ in 0..<3000 {
            let count = Int.random(in: 1...60, using: &random)
            let bytes = (0..<count).map { _ in
                Bool.random(using: &random)
                    ? opcodes[Int.random(in: 0..<opcodes.count, using: &random)]
                    : UInt8.random(in: 0...9, using: &random)
            }
            walk(bytes)
            walk([0x80, 4] + bytes + Array(".".utf8))
        }
    }

    /// Reads under both policies and looks at everything near the root.
    private func walk(_ bytes: [UInt8]) {
        for policy in [GlobalPolicy.scikitLearn, GlobalPolicy.scikitLearn.lenient] {
            guard let root = try? PickleGraph(bytes, policy: policy).root else { continue }
            look(at: root)
            for key in ["array", "wrapped", "object"] { root[key].map(look) }
            for element in (root.elements ?? []).prefix(100) { look(at: element) }
        }
    }

    private func look(at value: PickleValue) {
        _ = (value.kind, value.text, value.number, value.className, value.arguments, value.state, value.memberCount)
        _ = (value.array?.doubles(), value.array?.integers(), value.array?.strings(), value.array?.objects())
    }
}
