/// What a neuron makes of its sum.
///
/// - Source: `sklearn.neural_network._base.ACTIVATIONS`.
package enum ActivationFunction: String, Sendable {
    case identity
    case logistic
    case hyperbolicTangent = "tanh"
    case rectifier = "relu"
    /// All outputs of a row at once.
    case softmax
    case exponential = "exp"

    func apply(to sums: inout Matrix) {
        switch self {
        case .identity: break
        case .logistic: Self.replace(&sums, Mathematics.logistic)
        case .hyperbolicTangent: Self.replace(&sums, Mathematics.hyperbolicTangent)
        case .rectifier: Self.replace(&sums) { $0 > 0 ? $0 : 0 }
        case .softmax: sums.updateRows(Mathematics.softmax)
        case .exponential: Self.replace(&sums, Mathematics.exponential)
        }
    }

    @inline(__always)
    private static func replace(_ sums: inout Matrix, _ function: (Double) -> Double) {
        sums.values.withUnsafeMutableBufferPointer { values in
            for index in values.indices { values[index] = function(values[index]) }
        }
    }
}
