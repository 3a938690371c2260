/// The B-splines over some knots.
///
/// - Source: `scipy.interpolate.BSpline`; C. de Boor, A Practical Guide to Splines.
struct SplineBasis: Sendable {
    let knots: [Double]
    let degree: Int
    /// How many splines there are: knots − degree − 1, at least `degree` + 1.
    let count: Int

    init(knots: [Double], degree: Int) throws(ModelStructureError) {
        guard (0...64).contains(degree), knots.count >= 2 * degree + 2, knots.count <= 1 << 22 else {
            throw ModelStructureError("A spline of degree \(degree) has \(knots.count) knots")
        }
        guard knots.allSatisfy(\.isFinite), zip(knots, knots.dropFirst()).allSatisfy({ $0 <= $1 }) else {
            throw ModelStructureError("A spline has knots that do not rise")
        }
        self.knots = knots
        self.degree = degree
        count = knots.count - degree - 1
    }

    /// The range in which the splines sum to 1.
    var range: (lower: Double, upper: Double) { (knots[degree], knots[count]) }

    /// The index of the first of the `degree` + 1 splines that are not zero at `x`; the outermost outside of the range.
    func firstSpline(at x: Double) -> Int {
        var (low, high) = (degree, count - 1)
        // The last interval that begins at or before x.
        while low < high {
            let middle = low + (high - low + 1) / 2
            if knots[middle] <= x { low = middle } else { high = middle - 1 }
        }
        return low - degree
    }

    /// The values of the splines that are not zero at `x`, or their slopes.
    ///
    /// - Parameters:
    ///   - first: what ``firstSpline(at:)`` gives.
    ///   - values: `degree` + 1 of them; `work` has as many.
    func evaluate(_ x: Double, first: Int, slopes: Bool, into values: inout [Double], work: inout [Double]) {
        values[0] = 1
        guard degree > 0 else {
            if slopes { values[0] = 0 }
            return
        }
        for order in 1...degree {
            for index in 0..<order { work[index] = values[index] }
            values[0] = 0
            for index in 1...order {
                let upper = knots[first + degree + index]
                let lower = knots[first + degree + index - order]
                if upper == lower {
                    values[index] = 0
                } else if slopes, order == degree {
                    let weight = Double(order) * work[index - 1] / (upper - lower)
                    values[index - 1] -= weight
                    values[index] = weight
                } else {
                    let weight = work[index - 1] / (upper - lower)
                    values[index - 1] += weight * (upper - x)
                    values[index] = weight * (x - lower)
                }
            }
        }
    }
}
