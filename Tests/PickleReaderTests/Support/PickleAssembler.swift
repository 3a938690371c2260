/// Writes pickles instruction by instruction, the honest ones and the others.
struct PickleAssembler {
    private(set) var bytes: [UInt8] = []

    init(protocol version: UInt8? = 4) {
        if let version { bytes = [0x80, version] }
    }

    /// The finished file.
    var file: [UInt8] { bytes + Array(".".utf8) }

    private func with(_ more: [UInt8]) -> PickleAssembler {
        var copy = self
        copy.bytes += more
        return copy
    }

    func raw(_ more: [UInt8]) -> PickleAssembler { with(more) }
    func raw(_ text: String) -> PickleAssembler { with(Array(text.utf8)) }

    func raw(_ text: String, times count: Int) -> PickleAssembler {
        with([[UInt8]](repeating: Array(text.utf8), count: count).flatMap { $0 })
    }

    /// The opcode and a little-endian number behind it.
    func raw(_ opcode: UInt8, _ number: some FixedWidthInteger) -> PickleAssembler {
        with([opcode] + withUnsafeBytes(of: number.littleEndian) { Array($0) })
    }

    // MARK: Values

    func none() -> PickleAssembler { raw("N") }
    func boolean(_ value: Bool) -> PickleAssembler { with([value ? 0x88 : 0x89]) }
    func integer(_ value: Int32) -> PickleAssembler { raw(UInt8(ascii: "J"), value) }
    func long(_ value: Int64) -> PickleAssembler {
        with([0x8a, 8] + withUnsafeBytes(of: value.littleEndian) { Array($0) })
    }
    func text(_ text: String) -> PickleAssembler { raw(UInt8(ascii: "X"), UInt32(text.utf8.count)).raw(text) }
    func data(_ data: [UInt8]) -> PickleAssembler { raw(UInt8(ascii: "B"), UInt32(data.count)).raw(data) }

    // MARK: Containers

    func mark() -> PickleAssembler { raw("(") }
    func emptyList() -> PickleAssembler { raw("]") }
    func emptyDictionary() -> PickleAssembler { raw("}") }
    func tuple(_ parts: (PickleAssembler) -> PickleAssembler) -> PickleAssembler { parts(mark()).raw("t") }
    func list(_ parts: (PickleAssembler) -> PickleAssembler) -> PickleAssembler { parts(emptyList().mark()).raw("e") }
    func dictionary(_ parts: (PickleAssembler) -> PickleAssembler) -> PickleAssembler {
        parts(emptyDictionary().mark()).raw("u")
    }

    // MARK: Objects

    func global(_ module: String, _ name: String) -> PickleAssembler { raw("c\(module)\n\(name)\n") }
    func stackGlobal(_ module: String, _ name: String) -> PickleAssembler { text(module).text(name).raw([0x93]) }
    func reduce() -> PickleAssembler { raw("R") }
    func newObject() -> PickleAssembler { raw([0x81]) }
    func build() -> PickleAssembler { raw("b") }

    /// `numpy.dtype(code)` with the byte order of `order`.
    func type(_ code: String, order: String = "<") -> PickleAssembler {
        global("numpy", "dtype").tuple { $0.text(code).boolean(false).boolean(true) }.reduce()
            .tuple { $0.integer(3).text(order).none().none().none().integer(-1).integer(-1).integer(0) }.build()
    }

    /// An array as `pickle` writes it.
    func array(
        _ shape: [Int64],
        type: (PickleAssembler) -> PickleAssembler,
        isFortran: Bool = false,
        content: (PickleAssembler) -> PickleAssembler
    ) -> PickleAssembler {
        let start = global("numpy._core.multiarray", "_reconstruct")
            .tuple { $0.global("numpy", "ndarray").tuple { $0.integer(0) }.data([0x62]) }.reduce()
        return start.tuple { state in
            let shaped = type(state.integer(1).tuple { tuple in shape.reduce(tuple) { $0.long($1) } })
            return content(shaped.boolean(isFortran))
        }.build()
    }

    /// An array as joblib wraps it; its bytes are for the caller to add.
    func wrapper(_ shape: [Int64], type: (PickleAssembler) -> PickleAssembler) -> PickleAssembler {
        global("joblib.numpy_pickle", "NumpyArrayWrapper").raw(")").newObject()
            .dictionary { state in
                type(state.text("shape").tuple { tuple in shape.reduce(tuple) { $0.long($1) } }.text("dtype"))
                    .text("order").text("C").text("numpy_array_alignment_bytes").integer(16)
            }.build()
    }
}
