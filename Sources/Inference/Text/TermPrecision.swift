/// The floats in which a vectorizer computes: its `dtype`.
package enum TermPrecision: Sendable {
    case single
    case double

    @inline(__always)
    func round(_ value: Double) -> Double {
        switch self {
        case .single: Double(Float(value))
        case .double: value
        }
    }
}
