/// One step of the way back from what a regressor was trained on to what it is asked for.
///
/// Each takes the columns of a matrix one by one.
///
/// - Source: the `inverse_transform` of transformers in `sklearn.preprocessing`.
package enum TargetInverse: Sendable {
    case function(NumberFunction)
    /// Each column by a factor of its own.
    case multiply([Double])
    case divide([Double])
    case add([Double])
    case subtract([Double])
    /// Each column with an exponent of its own.
    case boxCox([Double])
    case yeoJohnson([Double])
    /// From places between 0 and 1 to the values at them, one list for each column.
    case quantiles([[Double]], places: [Double], isNormal: Bool)

    /// Checks that there is a number for each column.
    func check(columnCount: Int) throws(ModelStructureError) {
        switch self {
        case .function: return
        case .multiply(let numbers), .divide(let numbers), .add(let numbers), .subtract(let numbers),
            .boxCox(let numbers), .yeoJohnson(let numbers):
            guard numbers.count == columnCount, numbers.allSatisfy(\.isFinite) else {
                throw ModelStructureError("The target has \(columnCount) columns and its transformer \(numbers.count)")
            }
        case .quantiles(let columns, let places, _):
            guard columns.count == columnCount, places.count >= 1,
                (columns + [places]).allSatisfy({ column in
                    column.count == places.count && column.allSatisfy(\.isFinite)
                        && zip(column, column.dropFirst()).allSatisfy { $0 <= $1 }
                })
            else {
                throw ModelStructureError("The target has \(columnCount) columns and \(columns.count) of quantiles")
            }
        }
    }

    var memoryBytes: Int {
        switch self {
        case .function: 0
        case .multiply(let numbers), .divide(let numbers), .add(let numbers), .subtract(let numbers),
            .boxCox(let numbers), .yeoJohnson(let numbers):
            8 * numbers.count
        case .quantiles(let columns, let places, _): 8 * places.count * (1 + columns.count)
        }
    }

    func apply(to values: inout Matrix) {
        switch self {
        case .function(let function): values.update { value, _ in function(value) }
        case .multiply(let factors): values.update { $0 * factors[$1] }
        case .divide(let divisors): values.update { $0 / divisors[$1] }
        case .add(let summands): values.update { $0 + summands[$1] }
        case .subtract(let summands): values.update { $0 - summands[$1] }
        case .boxCox(let exponents): values.update { Self.inverseBoxCox($0, exponents[$1]) }
        case .yeoJohnson(let exponents): values.update { Self.inverseYeoJohnson($0, exponents[$1]) }
        case .quantiles(let columns, let places, let isNormal):
            values.update { Self.quantile(isNormal ? Self.normalShare(below: $0) : $0, columns[$1], places, isNormal) }
        }
    }

    // MARK: Powers

    /// - Source: `scipy.special.inv_boxcox`.
    private static func inverseBoxCox(_ value: Double, _ exponent: Double) -> Double {
        if exponent == 0 { return Mathematics.exponential(value) }
        return Mathematics.exponential(Mathematics.logarithmOfOnePlus(exponent * value) / exponent)
    }

    /// - Source: `PowerTransformer._yeo_johnson_inverse_transform`.
    private static func inverseYeoJohnson(_ value: Double, _ exponent: Double) -> Double {
        if value >= 0 {
            if abs(exponent) < Double.ulpOfOne { return Mathematics.exponential(value) - 1 }
            return Mathematics.power(value * exponent + 1, 1 / exponent) - 1
        }
        if abs(exponent - 2) <= Double.ulpOfOne { return 1 - Mathematics.exponential(-value) }
        return 1 - Mathematics.power(-(2 - exponent) * value + 1, 1 / (2 - exponent))
    }

    // MARK: Quantiles

    /// - Source: `scipy.stats.norm.cdf`.
    private static func normalShare(below value: Double) -> Double {
        0.5 * Mathematics.complementaryErrorFunction(-value * 0.5.squareRoot())
    }

    /// - Source: `QuantileTransformer._transform_col` with `inverse=True`.
    private static func quantile(
        _ share: Double,
        _ quantiles: [Double],
        _ places: [Double],
        _ isNormal: Bool
    ) -> Double {
        guard let first = quantiles.first, let last = quantiles.last, !share.isNaN else { return .nan }
        if isNormal ? share - 1e-7 < 0 : share == 0 { return first }
        if isNormal ? share + 1e-7 > 1 : share == 1 { return last }
        return interpolate(share, places, quantiles)
    }

    /// - Source: `numpy.interp`.
    private static func interpolate(_ place: Double, _ places: [Double], _ heights: [Double]) -> Double {
        if place <= places[0] { return heights[0] }
        let end = places.count - 1
        if place >= places[end] { return heights[end] }
        var low = 0
        var high = end
        while high - low > 1 {
            let middle = (low + high) / 2
            if places[middle] <= place { low = middle } else { high = middle }
        }
        if places[low] == place { return heights[low] }
        let slope = (heights[low + 1] - heights[low]) / (places[low + 1] - places[low])
        return slope * (place - places[low]) + heights[low]
    }
}

extension Matrix {
    /// Changes every value, given the column in which it stands.
    fileprivate mutating func update(_ change: (Double, Int) -> Double) {
        updateRows { row in
            for column in row.indices { row[column] = change(row[column], column) }
        }
    }
}
