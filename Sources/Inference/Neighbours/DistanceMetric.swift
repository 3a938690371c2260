/// How far two rows are from each other.
///
/// A distance is computed in two steps: a reduced one, enough to compare by, and the distance itself from it.
///
/// - Source: `sklearn.metrics.DistanceMetric`; `sklearn.metrics.pairwise`; `scipy.spatial.distance`.
package enum DistanceMetric: Sendable, Equatable {
    case euclidean
    /// The square of the euclidean one.
    case squaredEuclidean
    case manhattan
    case chebyshev
    /// (Σ wᵢ |xᵢ − yᵢ|ᵖ)^(1/p), the weights 1 when there are none.
    case minkowski(power: Double, weights: [Double]?)
    /// Euclidean, each square divided by a variance.
    case standardizedEuclidean(variances: [Double])
    /// The root of (x − y)ᵀ M (x − y); `inverse` is M, row after row.
    case mahalanobis(inverse: [Double])
    /// The share of features that differ.
    case hamming
    case canberra
    /// Σ|xᵢ − yᵢ| / Σ(|xᵢ| + |yᵢ|); `addsSigned` for scipy's Σ|xᵢ + yᵢ| below.
    case brayCurtis(addsSigned: Bool)
    /// 1 − x · y, for rows that were divided by their lengths before; see ``normalizes``.
    case cosine
    /// The angle between two places on a globe: latitude and longitude in radians.
    case haversine
    /// Euclidean over the features that are there in both, scaled up to all of them.
    case nanEuclidean

    /// Whether rows are divided by their lengths before they are compared.
    var normalizes: Bool { self == .cosine }

    var acceptsMissing: Bool { self == .nanEuclidean }

    /// Whether the nearest rows are found by a walk down a tree.
    func suits(_ shape: NeighbourTree.Shape) -> Bool {
        switch self {
        case .euclidean, .manhattan, .chebyshev, .minkowski(_, nil): true
        case .squaredEuclidean, .cosine, .nanEuclidean: false
        default: shape == .balls
        }
    }

    /// Why the metric does not fit rows of `featureCount`; nil when it does.
    func problem(featureCount: Int) -> String? {
        switch self {
        case .minkowski(let power, let weights):
            guard power > 0, power.isFinite else { return "The power of the distance is \(power)" }
            return weights.flatMap { Self.problem("weights", $0, featureCount) }
        case .standardizedEuclidean(let variances):
            return Self.problem("variances", variances, featureCount)
        case .mahalanobis(let inverse):
            let (count, overflow) = featureCount.multipliedReportingOverflow(by: featureCount)
            return overflow ? "There are too many features" : Self.problem("matrix", inverse, count)
        case .haversine:
            return featureCount == 2 ? nil : "Places on a globe have 2 features, not \(featureCount)"
        default: return nil
        }
    }

    private static func problem(_ what: String, _ values: [Double], _ count: Int) -> String? {
        values.count == count && values.allSatisfy(\.isFinite)
            ? nil : "The \(what) of the distance are \(values.count) numbers instead of \(count), or one is none"
    }

    // MARK: Reduced distances and distances

    /// What grows and shrinks with the distance.
    ///
    /// - Complexity: O(count), O(count²) for `mahalanobis`.
    @inline(__always)
    func reduced(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int) -> Double {
        switch self {
        case .euclidean, .squaredEuclidean: Self.squares(x, y, count)
        case .manhattan: Self.differences(x, y, count)
        default: otherReduced(x, y, count)
        }
    }

    @inline(__always)
    private static func squares(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int) -> Double {
        var sum = 0.0
        for index in 0..<count {
            let difference = x[index] - y[index]
            sum += difference * difference
        }
        return sum
    }

    @inline(__always)
    private static func differences(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int) -> Double {
        var sum = 0.0
        for index in 0..<count { sum += abs(x[index] - y[index]) }
        return sum
    }

    private func otherReduced(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>, _ count: Int) -> Double {
        switch self {
        case .euclidean, .squaredEuclidean: Self.squares(x, y, count)
        case .manhattan: Self.differences(x, y, count)
        case .chebyshev: Self.largestDifference(x, y, count)
        case .minkowski(let power, let weights): Self.powers(x, y, count, power, weights)
        case .standardizedEuclidean(let variances): Self.dividedSquares(x, y, count, variances)
        case .mahalanobis(let inverse): Self.form(x, y, count, inverse)
        case .hamming: Double((0..<count).reduce(0) { $0 + (x[$1] != y[$1] ? 1 : 0) }) / Double(count)
        case .canberra: Self.relativeDifferences(x, y, count)
        case .brayCurtis(let addsSigned): Self.brayCurtis(x, y, count, addsSigned)
        case .cosine: min(max(1 - (0..<count).reduce(0.0) { $0 + x[$1] * y[$1] }, 0), 2)
        case .haversine: Self.haversine(x, y)
        case .nanEuclidean: Self.squaresOfPresent(x, y, count)
        }
    }

    func distance(ofReduced reduced: Double) -> Double {
        switch self {
        case .euclidean, .standardizedEuclidean, .mahalanobis: reduced.squareRoot()
        case .nanEuclidean: reduced == .greatestFiniteMagnitude ? .nan : reduced.squareRoot()
        case .minkowski(let power, _): Mathematics.power(reduced, 1 / power)
        case .haversine: 2 * Mathematics.arcSine(reduced.squareRoot())
        default: reduced
        }
    }

    func reduced(ofDistance distance: Double) -> Double {
        switch self {
        case .euclidean, .standardizedEuclidean, .mahalanobis, .nanEuclidean: return distance * distance
        case .minkowski(let power, _): return Mathematics.power(distance, power)
        case .haversine:
            let sine = Mathematics.sine(0.5 * distance)
            return sine * sine
        default: return distance
        }
    }

    // MARK: Sums

    private static func largestDifference(
        _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>,
        _ count: Int
    ) -> Double {
        var largest = 0.0
        for index in 0..<count { largest = max(largest, abs(x[index] - y[index])) }
        return largest
    }

    private static func powers(
        _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>,
        _ count: Int,
        _ power: Double,
        _ weights: [Double]?
    ) -> Double {
        var sum = 0.0
        for index in 0..<count {
            let value = Mathematics.power(abs(x[index] - y[index]), power)
            sum += weights.map { $0[index] * value } ?? value
        }
        return sum
    }

    private static func dividedSquares(
        _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>,
        _ count: Int,
        _ variances: [Double]
    ) -> Double {
        var sum = 0.0
        for index in 0..<count {
            let difference = x[index] - y[index]
            sum += difference * difference / variances[index]
        }
        return sum
    }

    private static func form(
        _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>,
        _ count: Int,
        _ matrix: [Double]
    ) -> Double {
        var sum = 0.0
        for row in 0..<count {
            var product = 0.0
            for column in 0..<count { product += matrix[row * count + column] * (x[column] - y[column]) }
            sum += product * (x[row] - y[row])
        }
        return sum
    }

    private static func relativeDifferences(
        _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>,
        _ count: Int
    ) -> Double {
        var sum = 0.0
        for index in 0..<count {
            let size = abs(x[index]) + abs(y[index])
            if size > 0 { sum += abs(x[index] - y[index]) / size }
        }
        return sum
    }

    private static func brayCurtis(
        _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>,
        _ count: Int,
        _ addsSigned: Bool
    ) -> Double {
        var (difference, size) = (0.0, 0.0)
        for index in 0..<count {
            difference += abs(x[index] - y[index])
            size += addsSigned ? abs(x[index] + y[index]) : abs(x[index]) + abs(y[index])
        }
        return size > 0 ? difference / size : 0
    }

    private static func haversine(_ x: UnsafePointer<Double>, _ y: UnsafePointer<Double>) -> Double {
        let (latitude, longitude) = (Mathematics.sine(0.5 * (x[0] - y[0])), Mathematics.sine(0.5 * (x[1] - y[1])))
        return latitude * latitude + Mathematics.cosine(x[0]) * Mathematics.cosine(y[0]) * longitude * longitude
    }

    /// The largest finite number for rows that have no feature in common, so that they come after all others.
    ///
    /// - Source: `sklearn.metrics.pairwise.nan_euclidean_distances`.
    private static func squaresOfPresent(
        _ x: UnsafePointer<Double>,
        _ y: UnsafePointer<Double>,
        _ count: Int
    ) -> Double {
        var (sum, present) = (0.0, 0)
        for index in 0..<count {
            let difference = x[index] - y[index]
            guard !difference.isNaN else { continue }
            sum += difference * difference
            present += 1
        }
        return present == 0 ? .greatestFiniteMagnitude : sum / Double(present) * Double(count)
    }
}
