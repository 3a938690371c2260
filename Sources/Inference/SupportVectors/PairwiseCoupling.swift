/// Probabilities of many classes from the probabilities of each pair of them.
///
/// - Source: `libsvm`, `svm_predict_probability`; Wu, Lin and Weng, "Probability estimates for multi-class
///   classification by pairwise coupling", the second method.
struct PairwiseCoupling: Sendable {
    private let classCount: Int
    /// The steepness and the shift of the logistic function of each pair, in the order (0, 1), (0, 2) and so on.
    private let slopes: [Double]
    private let shifts: [Double]

    /// How far a probability of a pair keeps from 0 and 1.
    private static let margin = 1e-7

    init(classCount: Int, slopes: [Double], shifts: [Double]) throws(ModelStructureError) {
        guard slopes.count == classCount * (classCount - 1) / 2, shifts.count == slopes.count,
            slopes.allSatisfy(\.isFinite), shifts.allSatisfy(\.isFinite)
        else {
            throw ModelStructureError(
                "Probabilities of \(classCount) classes come from \(slopes.count) and \(shifts.count) numbers, or one of "
                    + "them is none"
            )
        }
        self.classCount = classCount
        self.slopes = slopes
        self.shifts = shifts
    }

    /// What a computation needs, made once for many rows.
    struct Workspace {
        /// The probability of the first class of each pair, and the equations; both shape `[classCount, classCount]`.
        fileprivate var pairs: [Double]
        fileprivate var equations: [Double]
        fileprivate var products: [Double]
    }

    func workspace() -> Workspace {
        Workspace(
            pairs: [Double](repeating: 0, count: classCount * classCount),
            equations: [Double](repeating: 0, count: classCount * classCount),
            products: [Double](repeating: 0, count: classCount)
        )
    }

    /// The probabilities of one row.
    ///
    /// - Parameters:
    ///   - decisions: one for each pair.
    ///   - probabilities: `classCount` places.
    func couple(
        _ decisions: UnsafeBufferPointer<Double>,
        into probabilities: UnsafeMutableBufferPointer<Double>,
        _ workspace: inout Workspace
    ) {
        var pair = 0
        for first in 0..<classCount {
            for second in first + 1..<classCount {
                let probability = Self.logistic(decisions[pair] * slopes[pair] + shifts[pair])
                let kept = min(max(probability, Self.margin), 1 - Self.margin)
                workspace.pairs[first * classCount + second] = kept
                workspace.pairs[second * classCount + first] = 1 - kept
                pair += 1
            }
        }
        setEquations(&workspace)
        for index in probabilities.indices { probabilities[index] = 1 / Double(classCount) }
        let tolerance = 0.005 / Double(classCount)
        for _ in 0..<max(100, classCount) {
            let mean = multiply(probabilities, &workspace)
            if workspace.products.allSatisfy({ abs($0 - mean) < tolerance }) { break }
            improve(probabilities, mean, &workspace)
        }
    }

    /// 1 / (1 + eˣ) without loss on either side.
    private static func logistic(_ x: Double) -> Double {
        if x >= 0 {
            let exponential = Mathematics.exponential(-x)
            return exponential / (1 + exponential)
        }
        return 1 / (1 + Mathematics.exponential(x))
    }

    private func setEquations(_ workspace: inout Workspace) {
        for row in 0..<classCount {
            var diagonal = 0.0
            for column in 0..<classCount where column != row {
                let (there, back) = (
                    workspace.pairs[column * classCount + row], workspace.pairs[row * classCount + column]
                )
                diagonal += there * there
                workspace.equations[row * classCount + column] = -there * back
            }
            workspace.equations[row * classCount + row] = diagonal
        }
    }

    /// Sets the products of the equations and the probabilities; returns their mean.
    private func multiply(
        _ probabilities: UnsafeMutableBufferPointer<Double>,
        _ workspace: inout Workspace
    ) -> Double {
        var mean = 0.0
        for row in 0..<classCount {
            var product = 0.0
            for column in 0..<classCount {
                product += workspace.equations[row * classCount + column] * probabilities[column]
            }
            workspace.products[row] = product
            mean += probabilities[row] * product
        }
        return mean
    }

    /// One sweep over the classes.
    private func improve(
        _ probabilities: UnsafeMutableBufferPointer<Double>,
        _ start: Double,
        _ workspace: inout Workspace
    ) {
        var mean = start
        for row in 0..<classCount {
            let diagonal = workspace.equations[row * classCount + row]
            let step = (mean - workspace.products[row]) / diagonal
            probabilities[row] += step
            mean = (mean + step * (step * diagonal + 2 * workspace.products[row])) / (1 + step) / (1 + step)
            for column in 0..<classCount {
                let equation = workspace.equations[row * classCount + column]
                workspace.products[column] = (workspace.products[column] + step * equation) / (1 + step)
                probabilities[column] /= 1 + step
            }
        }
    }
}
