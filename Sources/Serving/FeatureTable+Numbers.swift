import Inference

extension FeatureTable {
    /// The table with the numbers that its texts write out, in all columns but `textColumns`.
    ///
    /// An empty text or `NaN` stands for a missing value; a text that is no number stays one, for the model's own check
    /// to name it.
    func readingNumbers(except textColumns: Set<Int>) -> FeatureTable {
        guard case .dense(var numbers) = numbers else { return self }
        var left = texts
        for (column, cells) in texts where !textColumns.contains(column) {
            var unread: [String?]?
            for (row, text) in cells.enumerated() {
                guard let text else { continue }
                if let number = Self.number(text) {
                    numbers[row, column] = number
                } else {
                    unread = unread ?? [String?](repeating: nil, count: cells.count)
                    unread?[row] = text
                }
            }
            left[column] = unread
        }
        return FeatureTable(numbers, texts: left)
    }

    private static func number(_ text: String) -> Double? {
        if text.isEmpty || text == "NaN" || text == "nan" { return .nan }
        return Double(text)
    }
}
