import Inference

/// Whether numbers are equal but for the last digits, which sums in another order move.
func areClose(_ values: [Double]?, _ expected: [Double], within tolerance: Double = 1e-14) -> Bool {
    guard let values, values.count == expected.count else { return false }
    return zip(values, expected).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}
