/// A function of one number, under numpy's name for it.
package enum NumberFunction: String, Sendable {
    case absolute
    case arccos
    case arcsin
    case arcsinh
    case arctan
    case arctanh
    case cbrt
    case ceil
    case cos
    case cosh
    case degrees
    case exp
    case exp2
    case expit
    case expm1
    case floor
    case log
    case log10
    case log1p
    case log2
    case logit
    case nanToNumber = "nan_to_num"
    case negative
    case positive
    case radians
    case reciprocal
    case rint
    case sign
    case sin
    case sinh
    case sqrt
    case square
    case tan
    case tanh
    case trunc

    /// Finds the function that numpy, or `scipy.special`, calls `name`.
    ///
    /// - Parameter module: where it stands there, such as `numpy` or `numpy.core._multiarray_umath`.
    package init?(_ name: String, in module: String) {
        let isSpecial = module.hasPrefix("scipy.special")
        // Functions of masked arrays, and those that answer with complex numbers, have the same names.
        guard isSpecial || module == "numpy" || module.hasPrefix("numpy."),
            !module.hasPrefix("numpy.ma"), !module.contains("scimath")
        else { return nil }
        self.init(rawValue: Self.otherNames[name] ?? name)
    }

    /// Further names of the same functions.
    private static let otherNames = [
        "abs": "absolute", "fabs": "absolute", "around": "rint", "round": "rint", "round_": "rint", "fix": "trunc",
        "deg2rad": "radians", "rad2deg": "degrees",
    ]

    /// The value at `x`; NaN where there is none.
    package func callAsFunction(_ x: Double) -> Double {
        switch self {
        case .absolute: x.magnitude
        case .nanToNumber: Self.finite(x)
        case .negative: -x
        case .positive: x
        case .reciprocal: 1 / x
        case .sign: x > 0 ? 1 : x < 0 ? -1 : x.isNaN ? x : 0
        case .sqrt: x.squareRoot()
        case .square: x * x
        case .degrees: x * (180 / .pi)
        case .radians: x * (.pi / 180)
        case .ceil, .floor, .rint, .trunc: rounded(x)
        case .cbrt, .exp, .exp2, .expit, .expm1, .log, .log10, .log1p, .log2, .logit: logarithmic(x)
        case .arccos, .arcsin, .arcsinh, .arctan, .arctanh, .cos, .cosh, .sin, .sinh, .tan, .tanh: trigonometric(x)
        }
    }

    private func rounded(_ x: Double) -> Double {
        switch self {
        case .ceil: x.rounded(.up)
        case .floor: x.rounded(.down)
        case .trunc: x.rounded(.towardZero)
        default: x.rounded(.toNearestOrEven)
        }
    }

    private func logarithmic(_ x: Double) -> Double {
        switch self {
        case .cbrt: Mathematics.cubeRoot(x)
        case .exp: Mathematics.exponential(x)
        case .exp2: Mathematics.powerOfTwo(x)
        case .expit: Mathematics.logistic(x)
        case .expm1: Mathematics.exponentialMinusOne(x)
        case .log10: Mathematics.decimalLogarithm(x)
        case .log1p: Mathematics.logarithmOfOnePlus(x)
        case .log2: Mathematics.binaryLogarithm(x)
        case .logit: Mathematics.logarithm(x / (1 - x))
        default: Mathematics.logarithm(x)
        }
    }

    private func trigonometric(_ x: Double) -> Double {
        switch self {
        case .arccos: Mathematics.arcCosine(x)
        case .arcsin: Mathematics.arcSine(x)
        case .arcsinh: Mathematics.inverseHyperbolicSine(x)
        case .arctan: Mathematics.arcTangent(x)
        case .arctanh: Mathematics.inverseHyperbolicTangent(x)
        case .cos: Mathematics.cosine(x)
        case .cosh: Mathematics.hyperbolicCosine(x)
        case .sin: Mathematics.sine(x)
        case .sinh: Mathematics.hyperbolicSine(x)
        case .tan: Mathematics.tangent(x)
        default: Mathematics.hyperbolicTangent(x)
        }
    }

    /// - Source: `numpy.nan_to_num`.
    private static func finite(_ x: Double) -> Double {
        if x.isNaN { return 0 }
        if x.isInfinite { return x < 0 ? -Double.greatestFiniteMagnitude : .greatestFiniteMagnitude }
        return x
    }
}
