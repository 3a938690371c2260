import TestSupport
import Testing

@testable import Inference

/// The fast descent against the plain one.
struct TreeEnsembleTests {
    private func signature(_ featureCount: Int, acceptsMissing: Bool) -> ModelSignature {
        ModelSignature(
            featureCount: featureCount,
            featureNames: nil,
            task: .regression(outputCount: 1),
            acceptsMissing: acceptsMissing,
            givesProbabilities: false
        )
    }

    private func sums(_ ensemble: TreeEnsemble, _ rows: Matrix, acceptsMissing: Bool = false) throws -> Matrix {
        let input = try TreeInput(rows, signature(ensemble.featureCount, acceptsMissing: acceptsMissing))
        var sums = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: ensemble.outputCount)
        ensemble.add(input, to: &sums)
        return sums
    }

    private func plainSums(_ tables: [TreeTable], _ rows: Matrix, outputCount: Int) -> Matrix {
        var sums = Matrix(repeating: 0, rowCount: rows.rowCount, columnCount: outputCount)
        for (tree, table) in tables.enumerated() {
            for row in 0..<rows.rowCount {
                let leaf = table.leaf(of: rows.row(row))
                for value in 0..<table.valueCount {
                    sums[row, (tree * table.valueCount + value) % outputCount] +=
                        table.values[leaf * table.valueCount + value]
                }
            }
        }
        return sums
    }

    @Test(arguments: [0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 19], [(1, 1), (3, 3), (1, 4), (1, 11)])
    func `Every number of rows and outputs gives the plain sums`(_ rowCount: Int, _ widths: (Int, Int)) throws {
        var random = SeededGenerator(seed: UInt64(rowCount))
        let (valueCount, outputCount) = widths
        let tables = try (0..<(outputCount == 11 ? 11 : 12)).map { index in
            try TreeTable.random(depth: index % 8, featureCount: 5, valueCount: valueCount, using: &random)
        }
        let rows = Matrix(
            rowCount: rowCount,
            columnCount: 5,
            values: (0..<rowCount * 5).map { _ in Double.random(in: -1.2...1.2, using: &random) }
        )
        let ensemble = try TreeEnsemble(tables, featureCount: 5, valueCount: valueCount, outputCount: outputCount)
        #expect(try sums(ensemble, rows) == plainSums(tables, rows, outputCount: outputCount))
    }

    @Test func `Values on a threshold and right beside it go the plain way`() throws {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let threshold = Double.random(in: -1e3...1e3, using: &random)
            let table = try split(at: threshold)
            let float = Float(threshold)
            let values =
                [threshold, threshold.nextUp, threshold.nextDown]
                + [float, float.nextUp, float.nextDown].map { Double($0) }
            let rows = Matrix(rowCount: values.count, columnCount: 1, values: values)
            let ensemble = try TreeEnsemble([table], featureCount: 1, valueCount: 1, outputCount: 1)
            #expect(try sums(ensemble, rows) == plainSums([table], rows, outputCount: 1))
        }
    }

    @Test(arguments: [1e300, -1e300, 1e-300, -1e-300, 0, -0.0, 3.4028235677973366e38, Double.infinity])
    func `Thresholds that no 32-bit float holds go the plain way`(_ threshold: Double) throws {
        let table = try split(at: threshold)
        let ensemble = try TreeEnsemble([table], featureCount: 1, valueCount: 1, outputCount: 1)
        let largest = Double(Float.greatestFiniteMagnitude)
        let rows = Matrix(rowCount: 7, columnCount: 1, values: [0, -0.0, 1, -1, largest, -largest, 1e-45])
        #expect(try sums(ensemble, rows) == plainSums([table], rows, outputCount: 1))
    }

    @Test func `Missing values go where the tree says`() throws {
        var random = SeededGenerator(seed: 5)
        let tables = try (0..<6).map { _ in
            try TreeTable.random(depth: 6, featureCount: 4, valueCount: 2, takesMissing: true, using: &random)
        }
        let values = (0..<40).map { _ in
            Int.random(in: 0..<3, using: &random) == 0 ? Double.nan : Double.random(in: -1...1, using: &random)
        }
        let rows = Matrix(rowCount: 10, columnCount: 4, values: values)
        let ensemble = try TreeEnsemble(tables, featureCount: 4, valueCount: 2, outputCount: 2)
        #expect(ensemble.acceptsMissing)
        #expect(try sums(ensemble, rows, acceptsMissing: true) == plainSums(tables, rows, outputCount: 2))
    }

    @Test func `Leaves of one class alone are kept once`() throws {
        let table = try TreeTable(
            TreeTable.Columns(
                left: [1, -1, 3, -1, 5, -1, -1],
                right: [2, -1, 4, -1, 6, -1, -1],
                feature: [0, -2, 0, -2, 0, -2, -2],
                threshold: [0, -2, 1, -2, 2, -2, -2],
                missingGoesLeft: nil
            ),
            values: [0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0.5, 0.5, 0, 1],
            valueCount: 2,
            featureCount: 1
        )
        let ensemble = try TreeEnsemble([table, table], featureCount: 1, valueCount: 2, outputCount: 2)
        #expect(ensemble.values == [0, 1, 1, 0, 0.5, 0.5, 0.5, 0.5])
        let rows = Matrix(rowCount: 4, columnCount: 1, values: [-1, 0.5, 1.5, 3])
        #expect(try sums(ensemble, rows) == plainSums([table, table], rows, outputCount: 2))
    }

    @Test func `A tree of some features asks for those`() throws {
        var ensemble = try TreeEnsemble(featureCount: 3, valueCount: 1, outputCount: 1)
        try ensemble.append(split(at: 0.5), columns: [2])
        let rows = Matrix(rowCount: 2, columnCount: 3, values: [9, 9, 0, 0, 0, 9])
        #expect(try sums(ensemble, rows).values == [1, 2])
        #expect(throws: ModelStructureError.self) { try ensemble.append(split(at: 0.5), columns: [3]) }
        #expect(throws: ModelStructureError.self) { try ensemble.append(split(at: 0.5), columns: [0, 1]) }
    }

    @Test func `Sizes are told`() throws {
        var random = SeededGenerator(seed: 9)
        let table = try TreeTable.random(depth: 4, featureCount: 2, valueCount: 1, using: &random)
        let ensemble = try TreeEnsemble([table, table], featureCount: 2, valueCount: 1, outputCount: 1)
        #expect(ensemble.treeCount == 2)
        #expect(ensemble.nodeCount == 2 * table.nodeCount)
        #expect(ensemble.depth <= 4)
        #expect(ensemble.memoryBytes >= 16 * ensemble.nodeCount)
    }

    @Test func `Trees that do not fit together make no ensemble`() throws {
        let table = try split(at: 0)
        #expect(throws: ModelStructureError.self) {
            try TreeEnsemble([TreeTable](), featureCount: 1, valueCount: 1, outputCount: 1)
        }
        #expect(throws: ModelStructureError.self) {
            try TreeEnsemble([table], featureCount: 2, valueCount: 1, outputCount: 1)
        }
        #expect(throws: ModelStructureError.self) {
            try TreeEnsemble([table], featureCount: 1, valueCount: 2, outputCount: 2)
        }
        #expect(throws: ModelStructureError.self) {
            try TreeEnsemble([table], featureCount: 1, valueCount: 1, outputCount: 2)
        }
        #expect(throws: ModelStructureError.self) {
            try TreeEnsemble([table], featureCount: 1, valueCount: 1, outputCount: 0)
        }
    }

    private func split(at threshold: Double) throws -> TreeTable {
        try TreeTable(
            TreeTable.Columns(
                left: [1, -1, -1],
                right: [2, -1, -1],
                feature: [0, -2, -2],
                threshold: [threshold, -2, -2],
                missingGoesLeft: nil
            ),
            values: [0, 1, 2],
            valueCount: 1,
            featureCount: 1
        )
    }
}
