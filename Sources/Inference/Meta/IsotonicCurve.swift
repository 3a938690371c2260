/// Straight lines between points: a function that never falls, or never rises.
///
/// - Source: `sklearn.isotonic.IsotonicRegression._transform`, whose lines are `numpy.interp`.
package struct IsotonicCurve: Sendable {
    /// What becomes of a place before the first point or after the last.
    package enum Outside: Sendable {
        /// The place is moved to between `lower` and `upper` first.
        case clip(lower: Double, upper: Double)
        case missing
        case refused
    }

    private let places: [Double]
    private let heights: [Double]
    private let outside: Outside

    /// - Parameters:
    ///   - places: not descending.
    ///   - heights: as many.
    package init(places: [Double], heights: [Double], outside: Outside) throws(ModelStructureError) {
        guard !places.isEmpty, places.count == heights.count, (places + heights).allSatisfy(\.isFinite),
            zip(places, places.dropFirst()).allSatisfy({ $0 <= $1 })
        else {
            throw ModelStructureError("A curve of \(places.count) places and \(heights.count) heights")
        }
        if case .clip(let lower, let upper) = outside, !(lower <= upper) {
            throw ModelStructureError("A curve is clipped to between \(lower) and \(upper)")
        }
        self.places = places
        self.heights = heights
        self.outside = outside
    }

    var memoryBytes: Int { 8 * (places.count + heights.count) }

    /// Why a place is outside of the curve; nil when it has a height.
    func problem(at place: Double) -> String? {
        guard case .refused = outside, let first = places.first, let last = places.last, places.count > 1 else {
            return nil
        }
        return (first...last).contains(place)
            ? nil : "is \(place); this model answers between \(first) and \(last) only. Send a number between them"
    }

    /// The height at a place; NaN where there is none.
    ///
    /// - Complexity: O(log points).
    func height(at place: Double) -> Double {
        guard let first = places.first, let last = places.last, let end = heights.last, places.count > 1 else {
            return heights.first ?? .nan
        }
        var place = place
        if case .clip(let lower, let upper) = outside { place = min(max(place, lower), upper) }
        guard place >= first, place <= last else { return .nan }
        if place == last { return end }
        return heightBetween(place)
    }

    /// - Precondition: `places.first <= place < places.last`.
    private func heightBetween(_ place: Double) -> Double {
        var low = 0
        var high = places.count - 1
        while high - low > 1 {
            let middle = (low + high) / 2
            if places[middle] <= place { low = middle } else { high = middle }
        }
        if places[low] == place { return heights[low] }
        let slope = (heights[low + 1] - heights[low]) / (places[low + 1] - places[low])
        return slope * (place - places[low]) + heights[low]
    }
}
