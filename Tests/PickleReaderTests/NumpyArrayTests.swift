import PickleReader
import Testing

struct NumpyArrayTests {
    private func array(_ assembler: PickleAssembler) throws -> PickleArray {
        try #require(try PickleGraph(assembler.file).root.array)
    }

    private func bytes<Number: FixedWidthInteger>(_ numbers: [Number], big: Bool = false) -> [UInt8] {
        numbers.flatMap { number in withUnsafeBytes(of: big ? number.bigEndian : number.littleEndian) { Array($0) } }
    }

    @Test func `Numbers of every width are read`() throws {
        func check<Number: FixedWidthInteger>(_ code: String, _ numbers: [Number], _ expected: [Int]) throws {
            let array = try array(
                PickleAssembler().array(
                    [Int64(numbers.count)],
                    type: { $0.type(code) },
                    content: { $0.data(bytes(numbers)) }
                )
            )
            #expect(array.integers() == expected)
            #expect(array.doubles() == expected.map(Double.init))
        }
        try check("i8", [1, -2] as [Int64], [1, -2])
        try check("i4", [1, -2] as [Int32], [1, -2])
        try check("i2", [1, -2] as [Int16], [1, -2])
        try check("i1", [1, -2] as [Int8], [1, -2])
        try check("u8", [1, 2] as [UInt64], [1, 2])
        try check("u4", [1, .max] as [UInt32], [1, 4_294_967_295])
        try check("b1", [0, 1] as [UInt8], [0, 1])
    }

    @Test func `Floats of both widths are read`() throws {
        let doubles = bytes([1.5, -0.25].map(\.bitPattern) as [UInt64])
        let floats = bytes([1.5, -0.25].map { (number: Float) in number.bitPattern })
        let wide = PickleAssembler().array([2], type: { $0.type("f8") }, content: { $0.data(doubles) })
        let narrow = PickleAssembler().array([2], type: { $0.type("f4") }, content: { $0.data(floats) })
        #expect(try array(wide).doubles() == [1.5, -0.25])
        #expect(try array(narrow).doubles() == [1.5, -0.25])
        #expect(try array(wide).integers() == nil)
    }

    @Test func `An unsigned number beyond an Int is no Int`() throws {
        let array = try array(
            PickleAssembler().array([1], type: { $0.type("u8") }, content: { $0.data(bytes([UInt64.max])) })
        )
        #expect(array.integers() == nil)
        #expect(array.doubles() == [Double(UInt64.max)])
    }

    @Test func `Big-endian numbers are turned around`() throws {
        let array = try array(
            PickleAssembler().array(
                [2],
                type: { $0.type("i4", order: ">") },
                content: { $0.data(bytes([258, -1] as [Int32], big: true)) }
            )
        )
        #expect(array.integers() == [258, -1])
    }

    @Test func `Fortran order comes out row after row`() throws {
        let array = try array(
            PickleAssembler().array(
                [2, 3],
                type: { $0.type("i1") },
                isFortran: true,
                content: { $0.data([1, 4, 2, 5, 3, 6]) }
            )
        )
        #expect(array.shape == [2, 3])
        #expect(array.integers() == [1, 2, 3, 4, 5, 6])
    }

    @Test func `Texts of a fixed width lose the zeros that fill them`() throws {
        let codes: [UInt32] = [0x61, 0x62, 0, 0xe9, 0, 0]
        let array = try array(
            PickleAssembler().array([2], type: { $0.type("U3") }, content: { $0.data(bytes(codes)) })
        )
        #expect(array.strings() == ["ab", "é"])
        #expect(array.doubles() == nil)
    }

    @Test func `Structures give their fields`() throws {
        let type: (PickleAssembler) -> PickleAssembler = { assembler in
            assembler.global("numpy", "dtype").tuple { $0.text("V16").boolean(false).boolean(true) }.reduce()
                .tuple { state in
                    state.integer(3).text("|").none().tuple { $0.text("left").text("cut") }
                        .dictionary { fields in
                            fields.text("left").tuple { $0.type("i8").integer(0) }.text("cut").tuple {
                                $0.type("f8").integer(8)
                            }
                        }.integer(16).integer(1).integer(16)
                }.build()
        }
        let content = bytes([UInt64(7), 1.5.bitPattern, UInt64(9), 2.5.bitPattern])
        let array = try array(PickleAssembler().array([2], type: type, content: { $0.data(content) }))
        #expect(array.integers(field: "left") == [7, 9])
        #expect(array.doubles(field: "cut") == [1.5, 2.5])
        #expect(array.integers(field: "right") == nil)
        #expect(array.hasField("cut"))
    }

    @Test func `An array of objects gives values`() throws {
        let array = try array(
            PickleAssembler().array(
                [2],
                type: { $0.type("O", order: "|") },
                content: { $0.list { $0.text("a").text("b") } }
            )
        )
        #expect(array.objects()?.map(\.text) == ["a", "b"])
    }

    @Test func `A numpy number is a plain one`() throws {
        let scalar = PickleAssembler().global("numpy._core.multiarray", "scalar")
            .tuple { $0.type("f8").data(bytes([(2.5).bitPattern])) }.reduce()
        #expect(try PickleGraph(scalar.file).root.number == 2.5)
    }

    @Test func `Bytes that an old protocol wrote as text are bytes`() throws {
        let encoded: (PickleAssembler) -> PickleAssembler = { assembler in
            assembler.global("_codecs", "encode").tuple { $0.text("\u{1}\u{0}\u{fe}\u{ff}").text("latin1") }.reduce()
        }
        let array = try array(PickleAssembler(protocol: 2).array([2], type: { $0.type("i2") }, content: encoded))
        #expect(array.integers() == [1, -2])
    }

    @Test(arguments: [1, 16])
    func `joblib's bytes follow their wrapper, after padding`(_ padding: UInt8) throws {
        let file = PickleAssembler().wrapper([3], type: { $0.type("i1") })
            .raw([padding] + [UInt8](repeating: 0xff, count: Int(padding))).raw([5, 6, 7])
        let graph = try PickleGraph(file.file)
        #expect(graph.usesJoblib)
        #expect(graph.root.array?.integers() == [5, 6, 7])
    }

    @Test func `joblib's arrays of objects are pickles of their own`() throws {
        let inner = PickleAssembler(protocol: 2).array(
            [1],
            type: { $0.type("O", order: "|") },
            content: { $0.list { $0.text("inside") } }
        )
        let file = PickleAssembler().emptyList().wrapper([1], type: { $0.type("O", order: "|") }).raw(inner.file)
            .raw("a").text("after").raw("a")
        let root = try PickleGraph(file.file).root
        #expect(root.elements?.first?.array?.objects()?.first?.text == "inside")
        #expect(root.elements?.last?.text == "after")
    }
}
