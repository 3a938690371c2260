/// Straight lines between points; level beyond both ends.
///
/// - Source: `numpy.interp`.
struct LinearCurve: Sendable {
    private let points: [Double]
    private let values: [Double]

    var pointCount: Int { points.count }
    var first: Double { points[0] }
    var last: Double { points[points.count - 1] }

    /// - Parameters:
    ///   - points: rising; at least one.
    ///   - values: the height at each point.
    init(points: [Double], values: [Double]) {
        precondition(!points.isEmpty && points.count == values.count)
        self.points = points
        self.values = values
    }

    /// - Complexity: O(log points).
    func value(at x: Double) -> Double {
        let next = indexOfFirstPoint(above: x)
        if next == 0 { return values[0] }
        if next == points.count { return values[points.count - 1] }
        let start = next - 1
        if points[start] == x { return values[start] }
        let slope = (values[next] - values[start]) / (points[next] - points[start])
        return slope * (x - points[start]) + values[start]
    }

    private func indexOfFirstPoint(above x: Double) -> Int {
        points.withUnsafeBufferPointer { points in
            var (low, high) = (0, points.count)
            while low < high {
                let middle = low + (high - low) / 2
                if points[middle] <= x { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
