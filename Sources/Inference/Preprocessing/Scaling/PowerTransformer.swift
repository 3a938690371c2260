/// Raises each feature to a power that makes it look normal.
///
/// - Source: `sklearn.preprocessing.PowerTransformer` without its scaler.
package struct PowerTransformer: MatrixTransformer {
    package enum Method: Sendable {
        /// For numbers above zero.
        case boxCox
        /// For any number, with powers as scikit-learn computed them before 1.8.
        case yeoJohnson
        /// The same by way of logarithms, which keeps digits near zero.
        case yeoJohnsonByLogarithms
    }

    /// Below this an exponent of the first method counts as zero.
    private static let smallestBoxCoxExponent = 1e-19
    private let exponents: [Double]
    private let method: Method
    package var inputCount: Int { exponents.count }
    package var outputCount: Int { exponents.count }
    package var acceptsMissing: Bool { true }
    package var memoryBytes: Int { 8 * exponents.count }

    package init(exponents: [Double], method: Method) throws(ModelStructureError) {
        try ModelSignature.requireWidth(exponents.count, of: "A power transformer")
        try ModelSignature.requireNumbers(
            exponents,
            "exponents",
            count: exponents.count,
            of: "A power transformer"
        )
        self.exponents = exponents
        self.method = method
    }

    /// - Throws: ``PredictionError`` with code `notFinite`, or `outOfRange` for a number that is not above zero where the
    ///   method needs it.
    /// - Complexity: O(n · features), in place.
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite(acceptsMissing: true)
        if method == .boxCox { try requirePositive(rows) }
        rows.updateRows { row in
            for index in row.indices where !row[index].isNaN { row[index] = power(row[index], exponents[index]) }
        }
    }

    private func requirePositive(_ rows: Matrix) throws(PredictionError) {
        guard let index = rows.values.firstIndex(where: { $0 <= 0 }) else { return }
        throw PredictionError(
            .outOfRange,
            at: PredictionError.Place(row: index / rows.columnCount, column: index % rows.columnCount),
            "is \(rows.values[index]); the Box-Cox transformation takes numbers above zero. Send one, or train with "
                + "method='yeo-johnson'"
        )
    }

    private func power(_ x: Double, _ exponent: Double) -> Double {
        switch method {
        case .boxCox:
            Self.boxCox(x, exponent)
        case .yeoJohnson:
            x >= 0 ? Self.power(x + 1, exponent, x) : -Self.power(1 - x, 2 - exponent, -x)
        case .yeoJohnsonByLogarithms:
            x >= 0 ? Self.powerByLogarithm(x, exponent) : -Self.powerByLogarithm(-x, 2 - exponent)
        }
    }

    /// - Source: `scipy.special.boxcox`.
    private static func boxCox(_ x: Double, _ exponent: Double) -> Double {
        let logarithm = Mathematics.logarithm(x)
        if abs(exponent) < smallestBoxCoxExponent { return logarithm }
        return Mathematics.exponentialMinusOne(exponent * logarithm) / exponent
    }

    /// (base to the exponent − 1) / exponent, where base is 1 + x.
    private static func power(_ base: Double, _ exponent: Double, _ x: Double) -> Double {
        abs(exponent) < .ulpOfOne
            ? Mathematics.logarithmOfOnePlus(x) : (Mathematics.power(base, exponent) - 1) / exponent
    }

    private static func powerByLogarithm(_ x: Double, _ exponent: Double) -> Double {
        let logarithm = Mathematics.logarithmOfOnePlus(x)
        if abs(exponent) < .ulpOfOne { return logarithm }
        return Mathematics.exponentialMinusOne(exponent * logarithm) / exponent
    }
}
