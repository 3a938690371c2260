/// The nearest rows found so far: at most a fixed number, the farthest first.
///
/// A row as far as the farthest does not replace it. So which of several rows at one distance stay is decided by the
/// order in which they come, as in scikit-learn.
///
/// - Source: `sklearn.utils._heap.heap_push`.
struct NeighbourHeap {
    /// Shape `[count]`.
    private(set) var distances: [Double]
    /// The rows at those distances.
    private(set) var indices: [Int]

    var count: Int { distances.count }

    init(count: Int) {
        distances = [Double](repeating: .infinity, count: count)
        indices = [Int](repeating: 0, count: count)
    }

    /// Forgets all rows.
    mutating func clear() {
        for index in distances.indices {
            distances[index] = .infinity
            indices[index] = 0
        }
    }

    /// The farthest of the rows, infinite before there are enough.
    @inline(__always)
    var largest: Double { distances[0] }

    /// - Complexity: O(log count).
    @inline(__always)
    mutating func push(_ distance: Double, _ index: Int) {
        if distance < distances[0] { replaceLargest(by: distance, index, size: count) }
    }

    private mutating func replaceLargest(by distance: Double, _ index: Int, size: Int) {
        var place = 0
        while 2 * place + 1 < size {
            let (left, right) = (2 * place + 1, 2 * place + 2)
            let larger = right >= size || distances[left] >= distances[right] ? left : right
            guard distances[larger] > distance else { break }
            distances[place] = distances[larger]
            indices[place] = indices[larger]
            place = larger
        }
        distances[place] = distance
        indices[place] = index
    }

    /// Puts the nearest first; nothing may be pushed after.
    ///
    /// - Complexity: O(count log count).
    mutating func sort() {
        for size in stride(from: count - 1, to: 0, by: -1) {
            let (distance, index) = (distances[size], indices[size])
            distances[size] = distances[0]
            indices[size] = indices[0]
            replaceLargest(by: distance, index, size: size)
        }
    }
}
