import PickleReader

/// A sparse matrix of a file, row after row, with every index checked.
struct SparseRows: Equatable {
    let rowCount: Int
    let columnCount: Int
    /// Where each row begins in ``columns`` and ``values``, and behind them all where the last one ends.
    let starts: [Int]
    /// The column of each value; within a row in the order of the file, where one may come again: such values add up.
    let columns: [Int]
    let values: [Double]

    /// Reads what scipy's `csr_matrix`, `csr_array`, `csc_matrix` and `csc_array` hold.
    ///
    /// - Parameter name: what the matrix is called in errors.
    /// - Throws: ``ModelFileError`` with code `malformed` for anything whose parts do not fit each other.
    /// - Complexity: O(stored values + rows + columns); nothing is made dense.
    init(_ value: PickleValue, _ name: String, context: ReadingContext) throws(ModelFileError) {
        let layout = value.className.flatMap(Layout.init)
        guard let layout else {
            throw ModelFileError(
                .malformed,
                "The \(name) is \(EstimatorObject.describe(value)); expected a csr_matrix or a csc_matrix of scipy"
            )
        }
        let parts = try Parts(value, name, context)
        switch layout {
        case .rows:
            try parts.check(majorCount: parts.shape.0, minorCount: parts.shape.1)
            starts = parts.starts
            columns = parts.indices
            values = parts.values
        case .columns:
            // The number of rows bounds nothing else in the file.
            try context.spend(parts.shape.0)
            try parts.check(majorCount: parts.shape.1, minorCount: parts.shape.0)
            (starts, columns, values) = parts.turned(minorCount: parts.shape.0)
        }
        (rowCount, columnCount) = parts.shape
    }

    private enum Layout {
        case rows, columns

        init?(_ global: GlobalName) {
            guard global.module.hasPrefix("scipy.sparse") else { return nil }
            switch global.name {
            case "csr_matrix", "csr_array": self = .rows
            case "csc_matrix", "csc_array": self = .columns
            default: return nil
            }
        }
    }
}

extension SparseRows {
    /// The attributes as they stand: runs of `indices` and `values` that begin at `starts`.
    private struct Parts {
        let name: String
        let shape: (Int, Int)
        let starts: [Int]
        let indices: [Int]
        let values: [Double]

        init(_ value: PickleValue, _ name: String, _ context: ReadingContext) throws(ModelFileError) {
            self.name = name
            guard let shape = (value["_shape"] ?? value["shape"])?.elements?.compactMap(\.integer), shape.count == 2,
                shape.allSatisfy({ $0 >= 0 })
            else { throw Self.broken(name, "it has no shape of two dimensions") }
            self.shape = (shape[0], shape[1])
            let arrays = ["indptr", "indices", "data"].compactMap { value[$0]?.array }
            guard arrays.count == 3, arrays.allSatisfy({ $0.shape.count == 1 }) else {
                throw Self.broken(name, "one of indptr, indices and data is no array of one dimension")
            }
            for array in arrays { try context.spend(array.count) }
            guard let starts = arrays[0].integers(), let indices = arrays[1].integers() else {
                throw Self.broken(name, "its indices are no whole numbers")
            }
            guard let values = arrays[2].doubles() else {
                throw Self.broken(name, "its values have the type \(arrays[2].typeCode); expected numbers")
            }
            (self.starts, self.indices, self.values) = (starts, indices, values)
        }

        /// Holds the parts against each other.
        ///
        /// - Parameters:
        ///   - majorCount: how many runs there are.
        ///   - minorCount: what indices stay below.
        func check(majorCount: Int, minorCount: Int) throws(ModelFileError) {
            guard indices.count == values.count else {
                throw Self.broken(name, "it has \(indices.count) indices for \(values.count) values")
            }
            guard starts.count - 1 == majorCount, starts.first == 0, starts.last == values.count,
                zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
            else { throw Self.broken(name, "its indptr does not lead through its values") }
            guard indices.allSatisfy({ $0 >= 0 && $0 < minorCount }) else {
                throw Self.broken(name, "an index lies outside of its \(shape.0) × \(shape.1)")
            }
        }

        /// The same values in runs of the other direction, each in the order of the first one.
        ///
        /// The parts are checked.
        func turned(minorCount: Int) -> ([Int], [Int], [Double]) {
            var starts = [Int](repeating: 0, count: minorCount + 1)
            for index in indices { starts[index + 1] += 1 }
            for index in 0..<minorCount { starts[index + 1] += starts[index] }
            var places = starts
            var majors = [Int](repeating: 0, count: indices.count)
            var turned = [Double](repeating: 0, count: indices.count)
            for major in 0..<self.starts.count - 1 {
                for position in self.starts[major]..<self.starts[major + 1] {
                    let place = places[indices[position]]
                    places[indices[position]] += 1
                    majors[place] = major
                    turned[place] = values[position]
                }
            }
            return (starts, majors, turned)
        }

        private static func broken(_ name: String, _ reason: String) -> ModelFileError {
            ModelFileError(.malformed, "The sparse matrix \(name) does not hold together: \(reason)")
        }
    }
}
