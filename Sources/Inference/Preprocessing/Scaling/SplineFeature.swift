/// The splines of one feature, and what they do outside of their range.
struct SplineFeature: Sendable {
    /// Space for one evaluation.
    struct Work {
        var values: [Double]
        var spare: [Double]
    }

    /// The splines at an end of the range: their values and slopes there.
    private struct End {
        let x: Double
        let values: [Double]
        let slopes: [Double]
    }

    private let basis: SplineBasis
    private let extrapolation: SplineTransformer.Extrapolation
    private let ends: (lower: End, upper: End)?
    /// How many splines at each end go on outside.
    private let continuedCount: Int
    let splineCount: Int

    /// - Parameter boundaryDegree: where the ends of the range are found; at least the degree of `basis`.
    init(
        _ basis: SplineBasis,
        _ extrapolation: SplineTransformer.Extrapolation,
        boundaryDegree: Int
    ) throws(ModelStructureError) {
        self.basis = basis
        self.extrapolation = extrapolation
        splineCount = extrapolation == .periodic ? basis.count - basis.degree : basis.count
        guard extrapolation != .periodic || splineCount >= basis.degree else {
            throw ModelStructureError("A periodic spline of degree \(basis.degree) has \(basis.knots.count) knots")
        }
        guard extrapolation == .constant || extrapolation == .linear else {
            ends = nil
            continuedCount = 0
            return
        }
        let upper = basis.knots.count - 1 - boundaryDegree
        guard boundaryDegree <= upper else { throw ModelStructureError("A spline has too few knots for its degree") }
        ends = (Self.end(basis, basis.knots[boundaryDegree]), Self.end(basis, basis.knots[upper]))
        let raised = extrapolation == .linear && boundaryDegree <= 1 ? boundaryDegree + 1 : boundaryDegree
        continuedCount = min(raised, basis.count)
    }

    var memoryBytes: Int { 8 * (basis.knots.count + (ends == nil ? 0 : 4 * splineCount)) }

    func makeWork() -> Work {
        let zeros = [Double](repeating: 0, count: basis.degree + 1)
        return Work(values: zeros, spare: zeros)
    }

    /// Writes the splines at `x`; false for a value that is refused.
    ///
    /// - Parameter splines: `splineCount` of them.
    func evaluate(_ x: Double, into splines: inout [Double], work: inout Work) -> Bool {
        for index in splines.indices { splines[index] = 0 }
        switch extrapolation {
        case .continue:
            Self.add(basis, x, slopes: false, to: &splines, &work)
        case .error:
            guard x >= basis.range.lower, x <= basis.range.upper else { return false }
            Self.add(basis, x, slopes: false, to: &splines, &work)
        case .periodic:
            Self.add(basis, wrapped(x), slopes: false, to: &splines, &work)
        case .constant, .linear:
            guard let ends else { return false }
            if x < ends.lower.x {
                extend(ends.lower, x, 0..<continuedCount, &splines)
            } else if x > ends.upper.x {
                extend(ends.upper, x, splineCount - continuedCount..<splineCount, &splines)
            } else {
                Self.add(basis, x, slopes: false, to: &splines, &work)
            }
        }
        return true
    }

    private func extend(_ end: End, _ x: Double, _ indices: Range<Int>, _ splines: inout [Double]) {
        for index in indices {
            splines[index] = end.values[index]
            if extrapolation == .linear { splines[index] += (x - end.x) * end.slopes[index] }
        }
    }

    /// The place in the range that `x` repeats; what is left of a division has the sign of the divisor.
    private func wrapped(_ x: Double) -> Double {
        let length = basis.range.upper - basis.range.lower
        guard length > 0 else { return 0 }
        var rest = (x - basis.range.lower).truncatingRemainder(dividingBy: length)
        if rest < 0 { rest += length }
        return basis.range.lower + rest
    }

    private static func end(_ basis: SplineBasis, _ x: Double) -> End {
        let zeros = [Double](repeating: 0, count: basis.count)
        var (values, slopes) = (zeros, zeros)
        let spare = [Double](repeating: 0, count: basis.degree + 1)
        var work = Work(values: spare, spare: spare)
        add(basis, x, slopes: false, to: &values, &work)
        add(basis, x, slopes: true, to: &slopes, &work)
        return End(x: x, values: values, slopes: slopes)
    }

    /// Adds the splines at `x`; those beyond the last start again, as periodic ones do.
    private static func add(
        _ basis: SplineBasis,
        _ x: Double,
        slopes: Bool,
        to splines: inout [Double],
        _ work: inout Work
    ) {
        let first = basis.firstSpline(at: x)
        basis.evaluate(x, first: first, slopes: slopes, into: &work.values, work: &work.spare)
        for (offset, value) in work.values.enumerated() {
            let index = first + offset
            splines[index < splines.count ? index : index - splines.count] += value
        }
    }
}
