import TestSupport
import Testing

@testable import Inference

/// The trees of histogram-based boosting, against the plain way down.
struct HistogramEnsembleTests {
    /// A random tree in which some splits are of categories.
    private func randomTree(_ random: inout SeededGenerator, categoryFeature: Int?) throws -> HistogramTable {
        let table = try TreeTable.random(
            depth: 7,
            featureCount: 4,
            valueCount: 1,
            takesMissing: true,
            using: &random
        )
        var sets = [Int32](repeating: -1, count: table.nodeCount)
        var goingLeft: [CategorySet] = []
        for node in 0..<table.nodeCount where !table.isLeaf(node) && Int(table.columns.feature[node]) == categoryFeature
        {
            sets[node] = Int32(goingLeft.count)
            goingLeft.append(CategorySet([UInt32.random(in: 0...UInt32.max, using: &random) & 0b1_1111]))
        }
        return try HistogramTable(table, categorySets: sets, goingLeft: goingLeft)
    }

    /// Categories 0 to 4 are known.
    private func leaf(_ tree: HistogramTable, of row: ArraySlice<Double>) -> Double {
        let columns = tree.table.columns
        var node = 0
        while !tree.table.isLeaf(node) {
            let value = row[row.startIndex + Int(columns.feature[node])]
            let missing = columns.missingGoesLeft?[node] == true
            let set = Int(tree.categorySets[node])
            let goesLeft =
                if value.isNaN { missing } else if set < 0 { value <= columns.threshold[node] } else if value < 0 {
                    missing
                } else if value >= 5 { missing } else { tree.goingLeft[set].words.0 >> UInt64(value) & 1 == 1 }
            node = Int(goesLeft ? columns.left[node] : columns.right[node])
        }
        return tree.table.values[node]
    }

    @Test(arguments: [false, true], [false, true])
    func `Every kind of split gives the plain sums`(_ hasCategories: Bool, _ hasMissing: Bool) throws {
        var random = SeededGenerator(seed: 7)
        let trees = try (0..<9).map { _ in try randomTree(&random, categoryFeature: hasCategories ? 1 : nil) }
        let known = CategorySet([0b1_1111])
        let features = (0..<4).map {
            HistogramEnsemble.Feature(column: $0, known: $0 == 1 && hasCategories ? known : nil)
        }
        var ensemble = try HistogramEnsemble(featureCount: 4, features: hasCategories ? features : nil, outputCount: 3)
        for tree in trees { try ensemble.append(tree) }
        try ensemble.checkComplete()
        var values = (0..<4 * 21).map { _ in Double.random(in: -1...1, using: &random) }
        for row in 0..<21 {
            values[4 * row + 1] = hasCategories ? Double.random(in: -2..<9, using: &random) : values[4 * row + 1]
            if hasMissing, Bool.random(using: &random) {
                values[4 * row + Int.random(in: 0..<4, using: &random)] = .nan
            }
        }
        let rows = Matrix(rowCount: 21, columnCount: 4, values: values)
        var sums = Matrix(repeating: 0.5, rowCount: 21, columnCount: 3)
        ensemble.add(rows, to: &sums)
        for row in 0..<21 {
            for output in 0..<3 {
                let leaves = stride(from: output, to: 9, by: 3).map { leaf(trees[$0], of: rows.row(row)) }
                #expect(sums[row, output] == leaves.reduce(0.5, +))
            }
        }
    }

    @Test func `Thresholds are compared with all their bits`() throws {
        let model = try regressor([stump(threshold: 0.1)])
        let rows = Matrix(rowCount: 3, columnCount: 1, values: [0.1, Double(0.1).nextUp, Double(Float(0.1))])
        #expect(try model.predict(FeatureTable(rows), asking: []).outcome == .values(Matrix([[1], [2], [2]])))
    }

    @Test func `Features may stand in another column than trees count`() throws {
        var ensemble = try HistogramEnsemble(
            featureCount: 2,
            features: [.init(column: 1, known: nil), .init(column: 0, known: nil)],
            outputCount: 1
        )
        try ensemble.append(stump(threshold: 0.5, featureCount: 2))
        var sums = Matrix(repeating: 0, rowCount: 2, columnCount: 1)
        ensemble.add(Matrix([[9, 0], [0, 9]]), to: &sums)
        #expect(sums.values == [1, 2])
    }

    @Test func `Numbers become categories as 8 bits hold them`() {
        let numbers = [0, 0.9, 255, 256, 257.5, -1, 1e10, .infinity, -.infinity]
        #expect(numbers.map(CategorySet.category(of:)) == [0, 0, 255, 0, 1, 255, 0, 0, 0])
    }

    @Test func `Categories are texts or numbers, and others are missing`() throws {
        let encoder = try CategoryEncoder(
            [
                .init(index: 0, categories: [.string("é"), .string("b"), nil]),
                .init(index: 2, categories: [.integer(4), .number(7.5), .boolean(true)]),
            ],
            featureCount: 3
        )
        let rows = FeatureTable(
            Matrix([[.nan, 1, 4], [.nan, 2, 7.5], [.nan, 3, 1], [.nan, 4, 9], [5, 5, .nan]]),
            texts: [0: ["b", "é", "e\u{301}", nil, nil]]
        )
        let encoded = try encoder.encoded(rows)
        #expect(encoded.column(0).map { $0.isNaN ? -1 : $0 } == [1, 0, -1, -1, -1])
        #expect(encoded.column(2).map { $0.isNaN ? -1 : $0 } == [0, 1, 2, -1, -1])
        #expect(encoder.textFeatures == [0])
        #expect(throws: PredictionError(.notNumeric, "")) {
            try encoder.encoded(FeatureTable(Matrix([[0, 0, .nan]]), texts: [2: ["4"]]))
        }
        #expect(throws: PredictionError(.notNumeric, "")) {
            try encoder.encoded(FeatureTable(Matrix([[0, .nan, 0]]), texts: [1: ["4"]]))
        }
    }

    @Test func `Sums that are logarithms become what they are of`() throws {
        let model = try regressor([stump(threshold: 0.5)], link: .logarithm)
        let outcome = try model.predict(FeatureTable(Matrix([[0]])), asking: []).outcome
        guard case .values(let values) = outcome else {
            Issue.record("there are no numbers")
            return
        }
        // Python: math.exp(1)
        #expect(abs(values[0, 0] - 2.718281828459045) < 1e-15)
    }

    @Test func `Trees that do not hold together are refused`() throws {
        #expect(throws: ModelStructureError.self) {
            try HistogramTable(stump(threshold: 0).table, categorySets: [0, -1, -1], goingLeft: [])
        }
        #expect(throws: ModelStructureError.self) {
            var ensemble = try HistogramEnsemble(
                featureCount: 1,
                features: [.init(column: 0, known: nil)],
                outputCount: 1
            )
            try ensemble.append(
                HistogramTable(stump(threshold: 0).table, categorySets: [0, -1, -1], goingLeft: [.none])
            )
        }
        #expect(throws: ModelStructureError.self) {
            try HistogramEnsemble(featureCount: 1, features: [.init(column: 1, known: nil)], outputCount: 1)
        }
        #expect(throws: ModelStructureError.self) { try regressor([stump(threshold: 0)], outputCount: 2) }
    }

    private func regressor(
        _ trees: [HistogramTable],
        outputCount: Int = 1,
        link: HistogramBoostingRegressor.Link = .identity
    ) throws -> HistogramBoostingRegressor {
        var ensemble = try HistogramEnsemble(featureCount: 1, features: nil, outputCount: outputCount)
        for tree in trees { try ensemble.append(tree) }
        let start = [Double](repeating: 0, count: outputCount)
        return try HistogramBoostingRegressor(
            HistogramBoosting(ensemble, start: start, encoder: nil),
            link: link,
            featureNames: nil
        )
    }

    /// 1 up to the threshold, 2 above it.
    private func stump(threshold: Double, featureCount: Int = 1) throws -> HistogramTable {
        let table = try TreeTable(
            TreeTable.Columns(
                left: [1, -1, -1],
                right: [2, -1, -1],
                feature: [0, 0, 0],
                threshold: [threshold, 0, 0],
                missingGoesLeft: [true, false, false]
            ),
            values: [0, 1, 2],
            valueCount: 1,
            featureCount: featureCount
        )
        return try HistogramTable(table, categorySets: [-1, -1, -1], goingLeft: [])
    }
}
