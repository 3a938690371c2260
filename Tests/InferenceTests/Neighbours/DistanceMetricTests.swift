import Testing

@testable import Inference

/// Expected numbers are those of scikit-learn 1.9.1 and scipy.
struct DistanceMetricTests {
    private static let distances: [(DistanceMetric, Double)] = [
        (.euclidean, 3.2015621187164243), (.squaredEuclidean, 10.25), (.manhattan, 4.5), (.chebyshev, 2.5),
        (.minkowski(power: 3, weights: nil), 2.8693967741585835),
        (.minkowski(power: 1, weights: [2, 0.5]), 6),
        (.canberra, 1.7142857142857144), (.brayCurtis(addsSigned: false), 0.8181818181818182),
        (.brayCurtis(addsSigned: true), 4.5 / 3.5), (.hamming, 1),
        (.standardizedEuclidean(variances: [2, 3]), 2.111476576553321),
        (.mahalanobis(inverse: [2, 0.5, 0.5, 1]), 3.391164991562634), (.haversine, 1.1271839636169674),
    ]

    @Test(arguments: distances)
    func `Distances are those of the library`(_ metric: DistanceMetric, _ expected: Double) {
        #expect(metric.problem(featureCount: 2) == nil)
        let reduced = Self.reduced(metric, [0.5, 1], [3, -1])
        #expect(abs(metric.distance(ofReduced: reduced) - expected) < 1e-14 * expected)
        #expect(abs(metric.reduced(ofDistance: metric.distance(ofReduced: reduced)) - reduced) < 1e-12 * reduced)
    }

    @Test func `The cosine compares directions`() {
        let rows = Matrix([[0.5, 1], [3, -1], [0, 0]]).normalized()
        let reduced = Self.reduced(.cosine, Array(rows.row(0)), Array(rows.row(1)))
        #expect(abs(reduced - 0.8585786437626906) < 1e-15)
        #expect(Self.reduced(.cosine, Array(rows.row(0)), Array(rows.row(2))) == 1)
    }

    @Test func `Missing features are made up for by the others`() {
        let distance = DistanceMetric.nanEuclidean.distance
        #expect(abs(distance(Self.reduced(.nanEuclidean, [0.5, .nan, 1], [3, 1, -1])) - 3.9210967853395307) < 1e-15)
        #expect(distance(Self.reduced(.nanEuclidean, [0.5, .nan], [.nan, 1])).isNaN)
    }

    @Test func `Settings of another width are a problem`() {
        #expect(DistanceMetric.haversine.problem(featureCount: 3) != nil)
        #expect(DistanceMetric.minkowski(power: 0, weights: nil).problem(featureCount: 3) != nil)
        #expect(DistanceMetric.minkowski(power: 2, weights: [1]).problem(featureCount: 3) != nil)
        #expect(DistanceMetric.standardizedEuclidean(variances: [1, .nan, 1]).problem(featureCount: 3) != nil)
        #expect(DistanceMetric.mahalanobis(inverse: [1, 0, 1]).problem(featureCount: .max) != nil)
    }

    private static func reduced(_ metric: DistanceMetric, _ x: [Double], _ y: [Double]) -> Double {
        x.withUnsafeBufferPointer { first in
            y.withUnsafeBufferPointer { second in
                guard let first = first.baseAddress, let second = second.baseAddress else { return .nan }
                return metric.reduced(first, second, x.count)
            }
        }
    }
}
