/// The decisions between each two of several classes.
///
/// - Source: `libsvm`, `svm_predict_values`; `sklearn.utils.multiclass._ovr_decision_function`.
struct PairwiseDecisions: Sendable {
    let vectors: SupportVectors
    private let classCount: Int
    /// Where the vectors of each class begin, and the end of the last; shape `[classCount + 1]`.
    private let starts: [Int]
    /// Shape `[classCount - 1, vectors]`.
    private let coefficients: [Double]
    private let intercepts: [Double]

    var pairCount: Int { intercepts.count }
    var memoryBytes: Int { vectors.memoryBytes + 8 * (coefficients.count + intercepts.count) }

    init(
        _ vectors: SupportVectors,
        _ parameters: SupportVectorClassifier.Parameters,
        classCount: Int
    ) throws(ModelStructureError) {
        guard classCount >= 2, parameters.supportCounts.count == classCount,
            let starts = Self.starts(parameters.supportCounts), starts.last == vectors.count
        else {
            throw ModelStructureError(
                "\(vectors.count) support vectors do not add up over \(classCount) classes"
            )
        }
        let coefficients = parameters.coefficients
        guard coefficients.rowCount == classCount - 1, coefficients.columnCount == vectors.count,
            coefficients.values.allSatisfy(\.isFinite)
        else {
            throw ModelStructureError(
                "Coefficients of shape [\(coefficients.rowCount), \(coefficients.columnCount)] belong to \(classCount) "
                    + "classes and \(vectors.count) vectors, or one of them is none"
            )
        }
        guard parameters.intercepts.count == classCount * (classCount - 1) / 2,
            parameters.intercepts.allSatisfy(\.isFinite)
        else {
            throw ModelStructureError(
                "\(parameters.intercepts.count) intercepts belong to \(classCount) classes, or one of them is none"
            )
        }
        self.vectors = vectors
        self.classCount = classCount
        self.starts = starts
        self.coefficients = coefficients.values
        intercepts = parameters.intercepts
    }

    /// Nil when a count is negative or the sum too large.
    private static func starts(_ counts: [Int]) -> [Int]? {
        var starts = [0]
        for count in counts {
            let (end, overflow) = starts[starts.count - 1].addingReportingOverflow(count)
            guard count >= 0, !overflow else { return nil }
            starts.append(end)
        }
        return starts
    }

    /// The decision of each pair, positive for its first class.
    ///
    /// - Returns: shape `[n, pairCount]`.
    func values(of rows: FeatureTable.Numbers) -> Matrix {
        let rowCount = FeatureTable.rowCount(rows)
        var result = Matrix(repeating: 0, rowCount: rowCount, columnCount: pairCount)
        result.values.withUnsafeMutableBufferPointer { result in
            coefficients.withUnsafeBufferPointer { coefficients in
                vectors.forEachRow(of: rows) { row, kernels in
                    let range = row * pairCount..<(row + 1) * pairCount
                    decide(kernels, coefficients, UnsafeMutableBufferPointer(rebasing: result[range]))
                }
            }
        }
        return result
    }

    private func decide(
        _ kernels: UnsafeBufferPointer<Double>,
        _ coefficients: UnsafeBufferPointer<Double>,
        _ result: UnsafeMutableBufferPointer<Double>
    ) {
        var pair = 0
        for first in 0..<classCount {
            for second in first + 1..<classCount {
                var sum = 0.0
                let (firstRow, secondRow) = ((second - 1) * kernels.count, first * kernels.count)
                for index in starts[first]..<starts[first + 1] {
                    sum += coefficients[firstRow + index] * kernels[index]
                }
                for index in starts[second]..<starts[second + 1] {
                    sum += coefficients[secondRow + index] * kernels[index]
                }
                result[pair] = sum + intercepts[pair]
                pair += 1
            }
        }
    }

    /// The class with most votes, the first of several; a decision of zero is a vote for the second of its pair.
    func winners(of values: Matrix) -> [Int] {
        var votes = [Double](repeating: 0, count: classCount)
        var winners: [Int] = []
        winners.reserveCapacity(values.rowCount)
        values.forEachRow { _, decisions in
            votes.withUnsafeMutableBufferPointer { votes in
                votes.update(repeating: 0)
                forEachPair { pair, first, second in votes[decisions[pair] > 0 ? first : second] += 1 }
                winners.append(Mathematics.indexOfMaximum(UnsafeBufferPointer(votes)))
            }
        }
        return winners
    }

    /// The votes of each class, plus by how much they were won, squeezed into less than a third of a vote.
    ///
    /// A decision of zero is a vote for the first of its pair here.
    ///
    /// - Returns: shape `[n, classCount]`.
    func votesWithConfidence(of values: Matrix) -> Matrix {
        var result = Matrix(repeating: 0, rowCount: values.rowCount, columnCount: classCount)
        var confidences = [Double](repeating: 0, count: classCount)
        var row = 0
        result.updateRows { votes in
            for index in confidences.indices { confidences[index] = 0 }
            forEachPair { pair, first, second in
                let decision = values[row, pair]
                confidences[first] += decision
                confidences[second] -= decision
                votes[decision < 0 ? second : first] += 1
            }
            for index in votes.indices {
                votes[index] += confidences[index] / (3 * (abs(confidences[index]) + 1))
            }
            row += 1
        }
        return result
    }

    @inline(__always)
    private func forEachPair(_ body: (_ pair: Int, _ first: Int, _ second: Int) -> Void) {
        var pair = 0
        for first in 0..<classCount {
            for second in first + 1..<classCount {
                body(pair, first, second)
                pair += 1
            }
        }
    }
}

extension FeatureTable {
    fileprivate static func rowCount(_ numbers: Numbers) -> Int {
        switch numbers {
        case .dense(let rows): rows.rowCount
        case .sparse(let rows): rows.rowCount
        }
    }
}
