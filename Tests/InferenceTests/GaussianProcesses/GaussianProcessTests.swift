import Testing

@testable import Inference

/// Expected numbers are those of scikit-learn 1.9.1 and scipy.
struct GaussianProcessTests {
    private static let rows = Matrix([[0, 0], [1, 0], [0, 2], [3, 1], [4, 4], [2, 5]])
    private static let questions = Matrix([[0.5, 1], [3, 3], [1, 4]])

    @Test func `The mean of a sum and a product of kernels`() throws {
        let matern = CovarianceFormula.term(.matern(lengths: [1, 2], smoothness: 1.5))
        let model = try GaussianProcessRegressor(
            .sum(.product(.term(.constant(2)), matern), .term(.white(level: 0.1))),
            rows: Self.rows,
            weights: Matrix([
                [-0.5443459950423772], [-0.45425130024533883], [0.34267211267600944], [-0.0831250882891979],
                [0.5375279744402827], [0.5388609367040911],
            ]),
            means: [1],
            deviations: [0.816496580927726],
            featureNames: nil
        )
        guard case .values(let values) = try model.predict(Self.questions, asking: []).outcome else {
            throw UnexpectedOutcome()
        }
        expectClose(values, [[0.36114195377324343], [1.5160399558433149], [1.3661488489698912]])
    }

    private static let terms: [(CovarianceFormula, Double)] = [
        (.term(.matern(lengths: [1.5], smoothness: 0.8)), 0.20283257178426842),
        (.term(.matern(lengths: [2], smoothness: 2.5)), 0.39105622951932223),
        (.term(.matern(lengths: [2], smoothness: 0.5)), 0.2865047968601901),
        (.term(.rationalQuadratic(length: 1.5, alpha: 0.7)), 0.46518734339703444),
        (.term(.periodic(length: 1.5, period: 2.5)), 1),
        (.power(.term(.product(offset: 0.5)), exponent: 2), 7.5625),
        (.term(.radial(lengths: [1, 2])), 0.04393693362340741),
    ]

    @Test(arguments: terms)
    func `Kernels are those of the library`(_ formula: CovarianceFormula, _ expected: Double) throws {
        let covariance = try Covariance(formula, over: Matrix([[3, 1]]))
        covariance.forEachRow(of: Matrix([[0.5, 1]])) { _, _, values in
            #expect(values.count == 1)
            #expect(abs(values[0] - expected) < 1e-12)
        }
    }

    @Test(arguments: [
        (0.8, 1e-10, 101352083.30896503), (0.3, 0.5, 0.9764741243817909), (3.3, 2, 0.908574251808749),
        (7.1, 30, 4.856982461940161e-14),
    ])
    func `Bessel functions of the second kind`(_ order: Double, _ x: Double, _ expected: Double) {
        #expect(abs(Mathematics.besselK(order, x) / expected - 1) < 1e-12)
    }

    @Test func `Probabilities of a process for two classes`() throws {
        let probabilities = [
            0.3838599323365428, 0.3968411989181974, 0.55613271633977, 0.584209405746758, 0.6316136470119162,
            0.6283771367192993,
        ]
        let process = try LaplaceProcess(
            .term(.radial(lengths: [1.5])),
            rows: Self.rows,
            residuals: zip([0, 0, 1, 1, 1, 1], probabilities).map { $0 - $1 },
            curvatures: [
                0.4863244644094389, 0.4892425387876294, 0.4968391270384398, 0.49285776445520046, 0.4823669224980323,
                0.4832383581295615,
            ],
            decomposition: Matrix([
                [1.1119853797074526, 0, 0, 0, 0, 0],
                [0.1713331368564054, 1.1000014627146226, 0, 0, 0, 0],
                [0.08933122520926741, 0.058830042180721735, 1.1114891256759756, 0, 0, 0],
                [0.023358760513980083, 0.06852280213104316, 0.01837024045576842, 1.1123534978345397, 0, 0],
                [
                    0.00017214255448961491, 0.0008025824315833805, 0.002475840487137348, 0.02306706439223234,
                    1.1100175471148241, 0,
                ],
                [
                    0.0003358936385637309, 0.0006130094477305595, 0.011958869824000462, 0.004655160251923798,
                    0.06900499370027965, 1.1084188955095546,
                ],
            ])
        )
        let model = try GaussianProcessClassifier(
            [process],
            arrangement: .twoClasses,
            classes: [.boolean(false), .boolean(true)],
            featureNames: nil
        )
        let prediction = try model.predict(Self.questions, asking: [.probabilities])
        #expect(prediction.outcome == .classIndices([0, 1, 1]))
        try expectClose(
            #require(prediction.probabilities),
            [
                [0.5306301991382298, 0.46936980086177016], [0.3862159224509867, 0.6137840775490133],
                [0.40912584780122074, 0.5908741521987793],
            ]
        )
    }

    @Test func `Parts that do not fit each other make no process`() {
        func process(_ formula: CovarianceFormula, _ curvatures: [Double], _ diagonal: Double) throws -> LaplaceProcess
        {
            try LaplaceProcess(
                formula,
                rows: Matrix([[1, 2]]),
                residuals: [1],
                curvatures: curvatures,
                decomposition: Matrix([[diagonal]])
            )
        }
        let formula = CovarianceFormula.term(.radial(lengths: [1]))
        #expect(throws: ModelStructureError.self) { try process(formula, [], 1) }
        #expect(throws: ModelStructureError.self) { try process(formula, [1], 0) }
        #expect(throws: ModelStructureError.self) { try process(formula, [.nan], 1) }
        #expect(throws: ModelStructureError.self) { try process(.term(.radial(lengths: [1, 2, 3])), [1], 1) }
        #expect(throws: ModelStructureError.self) { try process(.term(.radial(lengths: [0])), [1], 1) }
    }
}
