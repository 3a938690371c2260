/// What a variational mixture knows of its components instead of plain weights.
///
/// - Source: `sklearn.mixture.BayesianGaussianMixture`; Bishop, "Pattern Recognition and Machine Learning", 10.2.
package struct BayesianWeights: Sendable {
    package enum Concentration: Sendable {
        /// One number for each component.
        case dirichletDistribution([Double])
        /// Two numbers for each component: its own part and the rest.
        case dirichletProcess([Double], [Double])
    }

    private let concentration: Concentration
    /// One for each component.
    private let freedoms: [Double]
    /// One for each component.
    private let meanPrecisions: [Double]

    package init(
        _ concentration: Concentration,
        freedoms: [Double],
        meanPrecisions: [Double],
        featureCount: Int
    ) throws(ModelStructureError) {
        let numbers: [[Double]] =
            switch concentration {
            case .dirichletDistribution(let values): [values]
            case .dirichletProcess(let first, let second): [first, second]
            }
        let lists = numbers + [freedoms, meanPrecisions]
        guard lists.allSatisfy({ $0.count == freedoms.count && $0.allSatisfy { $0 > 0 && $0.isFinite } }),
            freedoms.allSatisfy({ $0 > Double(featureCount - 1) })
        else {
            throw ModelStructureError("A component of the mixture has a concentration or a precision that is none")
        }
        self.concentration = concentration
        self.freedoms = freedoms
        self.meanPrecisions = meanPrecisions
    }

    /// What stands for the logarithm of each component's weight, with all that its density lacks.
    ///
    /// - Complexity: O(componentCount · featureCount).
    package func logWeights(featureCount: Int) -> [Double] {
        let width = Double(featureCount)
        return expectedLogWeights.enumerated().map { index, weight in
            var logPrecision = width * Mathematics.logarithm(2)
            for feature in 0..<featureCount {
                logPrecision += Mathematics.digamma(0.5 * (freedoms[index] - Double(feature)))
            }
            return weight - 0.5 * width * Mathematics.logarithm(freedoms[index])
                + 0.5 * (logPrecision - width / meanPrecisions[index])
        }
    }

    private var expectedLogWeights: [Double] {
        switch concentration {
        case .dirichletDistribution(let values):
            let total = Mathematics.digamma(values.reduce(0, +))
            return values.map { Mathematics.digamma($0) - total }
        case .dirichletProcess(let own, let rest):
            var sum = 0.0
            return zip(own, rest).map { own, rest in
                let total = Mathematics.digamma(own + rest)
                defer { sum += Mathematics.digamma(rest) - total }
                return Mathematics.digamma(own) - total + sum
            }
        }
    }
}

extension Mathematics {
    /// The derivative of the logarithm of the gamma function, for `x` above zero.
    ///
    /// - Source: `scipy.special.digamma`; within 1e-14 of it.
    static func digamma(_ x: Double) -> Double {
        guard x > 0 else { return .nan }
        var (x, sum) = (x, 0.0)
        while x < 12 {
            sum -= 1 / x
            x += 1
        }
        let square = 1 / (x * x)
        // Bernoulli numbers divided by twice their index.
        let terms = [1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12]
        let series = terms.reversed().reduce(0) { ($0 + $1) * square }
        return sum + logarithm(x) - 0.5 / x - series
    }
}
