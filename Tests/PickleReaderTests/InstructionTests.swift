import PickleReader
import Testing

/// Every byte as an instruction.
struct InstructionTests {
    /// What CPython's `pickletools.opcodes` lists for protocols 0 to 5.
    private static let known: Set<UInt8> = Set(
        Array("().012BCFGIJKLMNPQRSTUVX]abcdeghijlopqrstu}".utf8) + Array(0x80...0x98)
    )
    /// Persistent identifiers, the extension registry and buffers outside of the file.
    private static let refused: Set<UInt8> = [0x50, 0x51, 0x82, 0x83, 0x84, 0x97, 0x98]
    /// Names a class in the bytes behind it, which name none here.
    private static let global: UInt8 = 0x63
    /// Instances of Python 2, whose class is named on the way.
    private static let instances: Set<UInt8> = [0x69, 0x6f]

    /// Some values of every kind on the stack, then the instruction, then bytes that any argument can be read from.
    private func file(_ byte: UInt8) -> [UInt8] {
        PickleAssembler(protocol: nil).emptyDictionary().emptyList().mark()
            .global("sklearn.dummy", "DummyClassifier").raw(")").newObject().text("a").none()
            .raw([byte]).raw("1\nsklearn.dummy\nX\n").raw([UInt8](repeating: 0, count: 16)).file
    }

    @Test func `A byte that is no instruction is refused`() {
        #expect(Self.known.count == 68)
        for byte in UInt8.min...UInt8.max where !Self.known.contains(byte) {
            let error = #expect(throws: PickleError(.malformed, "")) { try PickleGraph(file(byte)) }
            #expect(error?.message == "The byte \(byte) is no pickle instruction")
            #expect(throws: PickleError(.malformed, "")) {
                try PickleGraph(file(byte), policy: GlobalPolicy.scikitLearn.lenient)
            }
        }
    }

    @Test func `Of the instructions those that reach outside are refused by name, the others are taken`() {
        for byte in Self.known {
            let code = code(reading: file(byte))
            if Self.refused.contains(byte) || byte == 0x6f {
                #expect(code == .refusedOpcode, "\(byte)")
            } else if byte != Self.global, !Self.instances.contains(byte) {
                #expect(code != .refusedOpcode, "\(byte)")
                #expect(code != .refusedGlobal, "\(byte)")
            }
        }
        let instance = PickleAssembler(protocol: nil).raw("(isklearn.dummy\nX\n")
        #expect(code(reading: instance.file) == .refusedOpcode)
        let foreign = PickleAssembler(protocol: nil).raw("(ios\nsystem\n")
        #expect(code(reading: foreign.file) == .refusedGlobal)
    }

    @Test func `Every instruction alone, twice and behind a mark is an error or a value`() {
        for byte in Self.known {
            for other in Self.known {
                for start in ["", "(", "N", "]", "}", ")", "(NN", "csklearn.x\nX\n)", "csklearn.x\nX\n)\u{1}"] {
                    let begin = PickleAssembler(protocol: nil).raw(start).raw([byte, other])
                    for policy in [GlobalPolicy.scikitLearn, GlobalPolicy.scikitLearn.lenient] {
                        _ = try? PickleGraph(begin.file, policy: policy)
                    }
                }
            }
        }
    }
}
