/// A length to which rows of sparse values are brought.
///
/// - Source: `sklearn.preprocessing.normalize` for sparse rows.
package enum RowNorm: Sendable {
    /// The sum of the absolute values becomes 1.
    case absolute
    /// The sum of the squares becomes 1.
    case euclidean

    /// Rows of zeros stay.
    ///
    /// - Parameter precision: what each value is rounded to; sums are taken in doubles.
    func scale(_ row: UnsafeMutableBufferPointer<Double>, _ precision: TermPrecision) {
        var sum = 0.0
        for value in row {
            sum += self == .absolute ? abs(value) : precision.round(value * value)
        }
        guard sum != 0 else { return }
        let length = self == .absolute ? sum : sum.squareRoot()
        for index in row.indices { row[index] = precision.round(row[index] / length) }
    }
}
