import Foundation
import PickleReader
import Testing

/// Arrays as several versions of numpy and joblib wrote them.
///
/// `Tests/Fixtures/arrays/make.py` tells what is in them.
struct RecordedArrayTests {
    private static let files = [
        "numpy-1.18.5.joblib", "numpy-1.22.4.joblib", "numpy-1.22.4.p2", "numpy-2.4.6.joblib", "numpy-2.4.6.p0",
        "numpy-2.4.6.p5",
    ]

    private func part(_ name: String, of file: String) throws -> [String: PickleValue] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let bytes = try [UInt8](Data(contentsOf: folder.appending(path: "Fixtures/arrays/\(file)")))
        let entries = try #require(try PickleGraph(bytes).root[name]?.entries)
        return Dictionary(uniqueKeysWithValues: entries.map { ($0.key.text ?? "", $0.value) })
    }

    @Test(arguments: files)
    func `Numbers of every type and order come out row after row`(_ file: String) throws {
        let arrays = try part("numbers", of: file)
        #expect(arrays.count == 47)
        for (name, value) in arrays {
            let array = try #require(value.array, "\(name)")
            #expect(array.shape == [2, 3], "\(name)")
            #expect(array.doubles() == [0, 1, 2, 3, 4, 5], "\(name)")
            #expect(array.withDoubles { Array($0) } == [0, 1, 2, 3, 4, 5], "\(name)")
            #expect(array.integers() == (array.isInteger ? [0, 1, 2, 3, 4, 5] : nil), "\(name)")
        }
    }

    @Test(arguments: files)
    func `Values on their own are plain ones`(_ file: String) throws {
        let values = try part("single", of: file)
        for name in ["f8", "f4", "f2", "array f8", "array >f8"] { #expect(values[name]?.number == 2.5, "\(name)") }
        for name in ["i8", "i4", "array i8"] {
            #expect(values[name]?.integer == -3, "\(name)")
            #expect(values[name]?.number == -3, "\(name)")
        }
        #expect(values["u1"]?.integer == 3)
        for name in ["bool", "array bool"] {
            #expect(values[name]?.boolean == true, "\(name)")
            #expect(values[name]?.number == nil, "\(name)")
        }
        for name in ["text", "array text"] { #expect(values[name]?.text == "né", "\(name)") }
    }

    @Test(arguments: files)
    func `Texts, objects and structures come out row after row`(_ file: String) throws {
        let values = try part("others", of: file)
        #expect(values["boolean"]?.array?.isBoolean == true)
        #expect(values["boolean"]?.array?.integers() == [0, 1, 0, 1, 0, 1])
        for name in ["text", "text fortran", "text big"] {
            #expect(values[name]?.array?.strings() == ["a", "né", "", "long text"], "\(name)")
        }
        for name in ["objects", "objects fortran"] {
            let objects = try #require(values[name]?.array?.objects(), "\(name)")
            #expect(objects.map(\.kind) == [.text, .integer, .none, .number], "\(name)")
        }
        let record = try #require(values["record"]?.array)
        #expect(record.integers(field: "left") == [7, 9])
        #expect(record.doubles(field: "cut") == [1.5, 2.5])
        #expect(record.integers(field: "flag") == [1, 0])
        for name in ["cube", "cube fortran"] {
            #expect(values[name]?.array?.doubles() == (0..<24).map(Double.init), "\(name)")
        }
        #expect(values["empty"]?.array?.shape == [0, 3])
        #expect(values["empty"]?.array?.doubles() == [])
    }

    @Test(arguments: files)
    func `What is not read does not keep the rest from being read`(_ file: String) throws {
        let values = try part("opaque", of: file)
        #expect(values.count == 9)
        for (name, value) in values {
            #expect(value.array?.doubles() == nil, "\(name)")
            #expect(value.array?.integers() == nil, "\(name)")
            #expect(value.array?.strings() == nil, "\(name)")
            #expect(value.number == nil && value.text == nil, "\(name)")
        }
        #expect(values["complex"]?.array?.typeCode == "c16")
        #expect(values["date"]?.array?.typeCode == "M8")
        #expect(values["masked"]?.className?.name == "_mareconstruct")
    }

    @Test func `Large arrays in Fortran order are turned`() throws {
        let (rows, columns) = (100, 70)
        let content = (0..<columns).flatMap { column in (0..<rows).map { UInt16($0 * columns + column) } }
            .flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
        let file = PickleAssembler().array(
            [Int64(rows), Int64(columns)],
            type: { $0.type("u2") },
            isFortran: true,
            content: { $0.data(content) }
        )
        #expect(try PickleGraph(file.file).root.array?.integers() == Array(0..<rows * columns))
    }

    @Test func `Floats of 16 bits are read as numpy reads them`() throws {
        let bits: [UInt16] = [0x0000, 0x8000, 0x0001, 0x03ff, 0x0400, 0x3c00, 0xc000, 0x7bff, 0x7c00, 0xfc00, 0x3555]
        let content = bits.flatMap { number in withUnsafeBytes(of: number.littleEndian) { Array($0) } }
        let file = PickleAssembler().array(
            [Int64(bits.count)],
            type: { $0.type("f2") },
            content: { $0.data(content) }
        )
        // numpy.array(bits, 'u2').view('f2').astype('f8'), numpy 2.4.6
        let expected = [
            0.0, -0.0, 5.960464477539063e-08, 6.097555160522461e-05, 6.103515625e-05, 1, -2, 65504, .infinity,
            -.infinity, 0.333251953125,
        ]
        #expect(try PickleGraph(file.file).root.array?.doubles() == expected)
    }
}
