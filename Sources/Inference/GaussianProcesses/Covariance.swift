/// How rows of a Gaussian process depend on each other: terms, put together by sums, products and powers.
package indirect enum CovarianceFormula: Sendable {
    case term(CovarianceTerm)
    case sum(CovarianceFormula, CovarianceFormula)
    case product(CovarianceFormula, CovarianceFormula)
    case power(CovarianceFormula, exponent: Double)
}

/// A formula over the training rows, ready to be computed.
///
/// The formula is kept as steps over a stack, so that nothing recurses.
struct Covariance: Sendable {
    private enum Step: Sendable {
        /// Puts a term on the stack.
        case term(CovarianceTerm, vectors: Int?)
        /// Replace the two topmost.
        case add
        case multiply
        /// Replaces the topmost.
        case raise(exponent: Double)
    }

    private let steps: [Step]
    /// The training rows in the shape in which each term compares them.
    private let vectors: [KernelVectors]
    /// By what each of them was divided; one number for all features, or one for each.
    private let lengths: [[Double]]
    /// The most values on the stack.
    private let depth: Int
    let rowCount: Int
    let featureCount: Int
    private let paddedCount: Int

    var memoryBytes: Int { vectors.reduce(0) { $0 + $1.memoryBytes } }

    /// - Parameter rows: the training rows, shape `[rowCount, featureCount]`, finite.
    init(_ formula: CovarianceFormula, over rows: Matrix) throws(ModelStructureError) {
        guard ModelSignature.featureCounts.contains(rows.columnCount), rows.rowCount > 0,
            rows.values.allSatisfy(\.isFinite)
        else {
            throw ModelStructureError(
                "The training rows have shape [\(rows.rowCount), \(rows.columnCount)], or one is not finite"
            )
        }
        var steps: [Step] = []
        var vectors: [KernelVectors] = []
        var lengths: [[Double]] = []
        for step in Self.flattened(formula) {
            guard case .term(let term, _) = step else {
                steps.append(step)
                continue
            }
            try term.check()
            steps.append(.term(term, vectors: term.kernel == nil ? nil : vectors.count))
            guard let kernel = term.kernel else { continue }
            let divisors = term.lengths ?? []
            guard divisors.count <= 1 || divisors.count == rows.columnCount else {
                throw ModelStructureError(
                    "\(divisors.count) lengths of a kernel belong to \(rows.columnCount) features"
                )
            }
            vectors.append(try KernelVectors(rows.divided(by: divisors), kernel: kernel))
            lengths.append(divisors)
        }
        self.steps = steps
        self.vectors = vectors
        self.lengths = lengths
        depth = Self.depth(steps)
        rowCount = rows.rowCount
        featureCount = rows.columnCount
        paddedCount = (rows.rowCount + 3) / 4 * 4
    }

    /// The steps of a formula, without the vectors of terms.
    private static func flattened(_ formula: CovarianceFormula) -> [Step] {
        var pending = [formula]
        var steps: [Step] = []
        // Operations before what they work on, turned round in the end.
        while let formula = pending.popLast() {
            switch formula {
            case .term(let term): steps.append(.term(term, vectors: nil))
            case .sum(let left, let right):
                steps.append(.add)
                pending += [left, right]
            case .product(let left, let right):
                steps.append(.multiply)
                pending += [left, right]
            case .power(let base, let exponent):
                steps.append(.raise(exponent: exponent))
                pending.append(base)
            }
        }
        return steps.reversed()
    }

    private static func depth(_ steps: [Step]) -> Int {
        var (height, depth) = (0, 0)
        for step in steps {
            switch step {
            case .term: height += 1
            case .add, .multiply: height -= 1
            case .raise: break
            }
            depth = max(depth, height)
        }
        return depth
    }

    /// Lends `body` each row's index, the row, and its covariance with each training row.
    ///
    /// - Complexity: O(n · rowCount · featureCount · terms), some allocations for the batch.
    func forEachRow(
        of rows: Matrix,
        _ body: (Int, UnsafeBufferPointer<Double>, UnsafeBufferPointer<Double>) -> Void
    ) {
        var stack = [Double](repeating: 0, count: depth * paddedCount)
        var scaled = [Double](repeating: 0, count: featureCount)
        stack.withUnsafeMutableBufferPointer { stack in
            scaled.withUnsafeMutableBufferPointer { scaled in
                rows.forEachRow { index, row in
                    evaluate(row, stack, scaled)
                    body(index, row, UnsafeBufferPointer(rebasing: stack[..<rowCount]))
                }
            }
        }
    }

    private func evaluate(
        _ row: UnsafeBufferPointer<Double>,
        _ stack: UnsafeMutableBufferPointer<Double>,
        _ scaled: UnsafeMutableBufferPointer<Double>
    ) {
        var height = 0
        for step in steps {
            switch step {
            case .term(let term, let index):
                let values = level(height, stack)
                if let index {
                    let divisors = lengths[index]
                    for feature in row.indices { scaled[feature] = row[feature] / divisors.divisor(feature) }
                    vectors[index].evaluate(UnsafeBufferPointer(scaled), into: values)
                }
                term.finish(UnsafeMutableBufferPointer(rebasing: values[..<rowCount]))
                height += 1
            case .add:
                let (left, right) = (level(height - 2, stack), level(height - 1, stack))
                for index in 0..<rowCount { left[index] += right[index] }
                height -= 1
            case .multiply:
                let (left, right) = (level(height - 2, stack), level(height - 1, stack))
                for index in 0..<rowCount { left[index] *= right[index] }
                height -= 1
            case .raise(let exponent):
                let values = level(height - 1, stack)
                for index in 0..<rowCount { values[index] = Mathematics.power(values[index], exponent) }
            }
        }
    }

    private func level(
        _ index: Int,
        _ stack: UnsafeMutableBufferPointer<Double>
    ) -> UnsafeMutableBufferPointer<Double> {
        UnsafeMutableBufferPointer(rebasing: stack[index * paddedCount..<(index + 1) * paddedCount])
    }

    /// The covariance of a row with itself.
    func variance(of row: UnsafeBufferPointer<Double>) -> Double {
        var stack: [Double] = []
        for step in steps {
            switch step {
            case .term(let term, _): stack.append(term.variance(of: row))
            case .add: stack.combine(+)
            case .multiply: stack.combine(*)
            case .raise(let exponent):
                if let top = stack.popLast() { stack.append(Mathematics.power(top, exponent)) }
            }
        }
        return stack.last ?? 0
    }
}

extension [Double] {
    /// Replaces the two last numbers by one.
    fileprivate mutating func combine(_ operation: (Double, Double) -> Double) {
        guard let right = popLast(), let left = popLast() else { return }
        append(operation(left, right))
    }

    /// Of lengths, that of one feature.
    fileprivate func divisor(_ feature: Int) -> Double { isEmpty ? 1 : self[count == 1 ? 0 : feature] }
}

extension Matrix {
    /// Each feature divided by its length.
    fileprivate func divided(by lengths: [Double]) -> Matrix {
        if lengths.isEmpty { return self }
        var result = self
        result.updateRows { row in
            for index in row.indices { row[index] /= lengths.divisor(index) }
        }
        return result
    }
}
