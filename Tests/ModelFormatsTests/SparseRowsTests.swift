import PickleReader
import Testing

@testable import ModelFormats

/// Sparse matrices as several versions of scipy wrote them, and broken ones.
struct SparseRowsTests {
    private func context() throws -> ReadingContext {
        ReadingContext(version: try #require(ScikitLearnVersion("1.7.2")), fileBytes: 1000)
    }

    @Test(arguments: ["1.4.1", "1.8.1", "1.17.1"])
    func `Rows come out of both directions`(_ version: String) throws {
        let file = try Fixtures.bytes("Tests/Fixtures/arrays/sparse-\(version).joblib")
        let entries = try #require(try PickleGraph(file).root.entries)
        #expect(entries.count == (version == "1.4.1" ? 3 : 5))
        for (name, value) in entries {
            let isWhole = name.text == "integers"
            let matrix = try SparseRows(value, "matrix", context: context())
            #expect((matrix.rowCount, matrix.columnCount) == (4, 4))
            #expect(matrix.starts == [0, 1, 3, 3, 5])
            #expect(matrix.columns == [1, 0, 3, 1, 2])
            #expect(matrix.values == (isWhole ? [1, 2, -3, 4, 5] : [1.5, 2, -3, 4, 5]))
        }
    }

    /// A matrix whose parts are lists of 32-bit numbers.
    private func matrix(
        _ kind: String = "csr",
        shape: [Int32] = [2, 3],
        starts: [Int32] = [0, 1, 2],
        indices: [Int32] = [2, 0],
        values: [Int32] = [5, 6]
    ) throws -> SparseRows {
        var file: [UInt8] =
            [0x80, 4] + Array("cscipy.sparse._\(kind)\n\(kind)_matrix\n)".utf8) + [0x81] + Array("}(".utf8)
        file += text("_shape") + Array("(".utf8) + shape.flatMap(integer) + Array("t".utf8)
        for (name, numbers) in [("indptr", starts), ("indices", indices), ("data", values)] {
            file += text(name) + array(numbers)
        }
        return try SparseRows(PickleGraph(file + Array("ub.".utf8)).root, "matrix", context: context())
    }

    private func integer(_ number: Int32) -> [UInt8] { [UInt8(ascii: "J")] + little(number) }

    private func little(_ number: Int32) -> [UInt8] { withUnsafeBytes(of: number.littleEndian) { Array($0) } }

    private func text(_ text: String) -> [UInt8] { [0x8c, UInt8(text.utf8.count)] + Array(text.utf8) }

    private func array(_ numbers: [Int32]) -> [UInt8] {
        let type = "cnumpy\ndtype\n(X\u{2}\0\0\0i4I00\nI01\ntR(K\u{3}X\u{1}\0\0\0<NNNJ____J____K\0tb"
        return Array("cnumpy.core.numeric\n_frombuffer\n(".utf8)
            + [UInt8(ascii: "B")] + little(Int32(4 * numbers.count)) + numbers.flatMap(little)
            + Array(type.utf8) + integer(Int32(numbers.count)) + [0x85] + text("C") + Array("tR".utf8)
    }

    @Test func `A matrix that holds together is read`() throws {
        #expect(try matrix().columns == [2, 0])
        #expect(try matrix("csc", shape: [3, 2]).starts == [0, 1, 1, 2])
        #expect(try matrix("csc", shape: [3, 2]).columns == [1, 0])
        #expect(try matrix("csc", shape: [3, 2]).values == [6, 5])
        #expect(try matrix(shape: [0, 3], starts: [0], indices: [], values: []).starts == [0])
    }

    @Test func `A matrix that does not hold together is refused`() {
        let broken: [() throws -> SparseRows] = [
            { try matrix(shape: [2]) }, { try matrix(shape: [2, 3, 1]) }, { try matrix(shape: [-2, 3]) },
            { try matrix(shape: [3, 3]) }, { try matrix(shape: [2, 2]) }, { try matrix(starts: [0, 2, 1]) },
            { try matrix(starts: [1, 1, 2]) }, { try matrix(starts: [0, 1, 3]) }, { try matrix(starts: [0, 1]) },
            { try matrix(starts: []) }, { try matrix(starts: [0, -1, 2]) }, { try matrix(indices: [2]) },
            { try matrix(indices: [-1, 0]) }, { try matrix(indices: [3, 0]) }, { try matrix(values: [1, 2, 3]) },
            { try matrix("csc", shape: [2, 2]) }, { try matrix("csc", shape: [3, 3]) }, { try matrix("coo") },
        ]
        for (index, make) in broken.enumerated() {
            #expect(throws: ModelFileError(.malformed, ""), "\(index)") { try make() }
        }
        #expect(throws: ModelFileError(.overBudget, "")) { try matrix("csc", shape: [.max, 2]) }
    }
}
