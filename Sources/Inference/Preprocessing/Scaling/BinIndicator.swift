/// A column of 0 and 1 for each bin of each feature.
///
/// - Source: `sklearn.preprocessing.KBinsDiscretizer` with `encode='onehot'` or `'onehot-dense'`.
package struct BinIndicator: FeatureTransformer {
    private let bins: BinDiscretizer
    /// The column of each feature's first bin.
    private let starts: [Int]
    private let isSparse: Bool
    package let outputCount: Int
    package var inputCount: Int { bins.inputCount }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { bins.memoryBytes + 8 * starts.count }

    package init(_ bins: BinDiscretizer, isSparse: Bool) throws(ModelStructureError) {
        var starts: [Int] = []
        var width = 0
        for count in bins.binCounts {
            starts.append(width)
            width += count
        }
        try ModelSignature.requireWidth(width, of: "The output of a discretiser")
        self.bins = bins
        self.starts = starts
        self.isSparse = isSparse
        outputCount = width
    }

    /// - Complexity: O(n · features · log bins), and a row of zeros for each dense row.
    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        try rows.requireWidth(inputCount)
        var numbers = try rows.matrix()
        try bins.transform(&numbers)
        var ones = OneHotRows(outputCount: outputCount, rowCount: numbers.rowCount, isSparse: isSparse)
        numbers.values.withUnsafeBufferPointer { numbers in
            for row in stride(from: 0, to: numbers.count, by: starts.count) {
                for feature in starts.indices { ones.append(starts[feature] + Int(numbers[row + feature])) }
                ones.endRow()
            }
        }
        rows = ones.table()
    }
}
