/// What makes a probability of a score.
package enum CalibrationCurve: Sendable {
    /// 1 / (1 + e^(slope · score + intercept)); `_SigmoidCalibration` of `sklearn.calibration`.
    case sigmoid(slope: Double, intercept: Double)
    case isotonic(IsotonicCurve)

    func probability(of score: Double) -> Double {
        switch self {
        case .sigmoid(let slope, let intercept): Mathematics.logistic(-(slope * score + intercept))
        case .isotonic(let curve): curve.height(at: score)
        }
    }

    var memoryBytes: Int {
        if case .isotonic(let curve) = self { curve.memoryBytes } else { 16 }
    }
}
