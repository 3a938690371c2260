import Inference
import Testing

/// Expected numbers are those of scikit-learn 1.9.1.
struct SupportVectorTests {
    private static let vectors = Matrix([[0, 0], [1, 0], [0, 2], [3, 1], [4, 4], [2, 5]])
    private static let questions = Matrix([[0.5, 1], [3, 3], [1, 4]])
    private static let classes: [ClassLabel] = [.integer(0), .integer(1), .integer(2)]

    private static let parameters = SupportVectorClassifier.Parameters(
        supportCounts: [2, 2, 2],
        coefficients: Matrix([
            [
                0.8883465477598403, 1.323475258116175, -1.2442050337869834, -0.9676167720890322, -0.6531188205242574,
                -0.6536384168757996,
            ],
            [
                0.6483502310272186, 0.6584070063728384, 0.872236064872496, 0.9254931736270116, -0.92326875885349,
                -0.8744604796460176,
            ],
        ]),
        intercepts: [-0.3820644290437376, -0.16083083951685978, 0.09175275884245533],
        probabilities: ([-1.5, -2, -0.75], [0.1, -0.2, 0.3])
    )

    private func classifier(
        _ scoreShape: SupportVectorClassifier.ScoreShape = .oneAgainstRest,
        _ parameters: SupportVectorClassifier.Parameters = parameters
    ) throws -> SupportVectorClassifier {
        try SupportVectorClassifier(
            SupportVectors(Self.vectors, kernel: .radial(gamma: 0.25)),
            parameters,
            classes: Self.classes,
            scoreShape: scoreShape,
            breaksTies: false,
            featureNames: nil
        )
    }

    @Test func `Pairs vote, and their decisions are the scores`() throws {
        let prediction = try classifier(.oneAgainstOne).predict(Self.questions, asking: [.scores])
        #expect(prediction.outcome == .classIndices([0, 2, 2]))
        try expectClose(
            #require(prediction.scores),
            [
                [0.12303563041924914, 0.7851722433523647, 0.9102110559748714],
                [-0.7789759714720561, -0.7115062398721796, -0.3067077649335995],
                [-0.7391418354684149, -0.6048134326272127, -0.25016106277374256],
            ]
        )
    }

    @Test func `Scores of classes are votes and confidences`() throws {
        let prediction = try classifier().predict(Self.questions, asking: [.scores])
        try expectClose(
            #require(prediction.scores),
            [
                [2.1586493600015952, 1.14681927961099, -0.2096650842139844],
                [-0.19949044466904656, 1.106925310764501, 2.168170802234253],
                [-0.19112356599244304, 1.1094665518099658, 2.153636343342491],
            ]
        )
    }

    @Test func `Probabilities of pairs are coupled`() throws {
        let prediction = try classifier().predict(Self.questions, asking: [.probabilities])
        try expectClose(
            #require(prediction.probabilities),
            [
                [0.4791785562837575, 0.3746911879854286, 0.14613025573081406],
                [0.12745605907739554, 0.33426948744565466, 0.5382744534769494],
                [0.1449039122510122, 0.3410583893489925, 0.5140376983999954],
            ]
        )
    }

    @Test func `Sparse vectors answer what dense ones do`() throws {
        let dense = try classifier().predict(Self.questions, asking: [.scores, .probabilities])
        for kernel in [VectorKernel.radial(gamma: 0.25), .linear, .polynomial(gamma: 0.5, offset: 1, degree: 3)] {
            func model(_ vectors: SupportVectors) throws -> SupportVectorClassifier {
                try SupportVectorClassifier(
                    vectors,
                    Self.parameters,
                    classes: Self.classes,
                    scoreShape: .oneAgainstOne,
                    breaksTies: false,
                    featureNames: nil
                )
            }
            let sparse = try model(SupportVectors(SparseMatrix(Self.vectors), kernel: kernel))
            let expected = try model(SupportVectors(Self.vectors, kernel: kernel)).predict(
                Self.questions,
                asking: [.scores]
            )
            #expect(try sparse.predict(Self.questions, asking: [.scores]) == expected)
            #expect(try sparse.predict(SparseMatrix(Self.questions), asking: [.scores]) == expected)
        }
        #expect(try classifier().predict(SparseMatrix(Self.questions), asking: [.scores, .probabilities]) == dense)
    }

    @Test func `A regressor sums its kernels`() throws {
        let sums = try SupportVectorSums(
            SupportVectors(Self.vectors, kernel: .polynomial(gamma: 0.5, offset: 1, degree: 3)),
            coefficients: [
                -0.025216936175885003, -0.036407216458979035, 0.05873888845023102, 0.00601402797162841,
                0.0010667397341609518, -0.004195503521156348,
            ],
            intercept: 0.10023029068712398
        )
        let prediction = try SupportVectorRegressor(sums, featureNames: nil).predict(Self.questions, asking: [])
        let expected = [0.34207927246326825, 1.2910418306359714, 2.0125288557657592]
        guard case .values(let values) = prediction.outcome else { throw UnexpectedOutcome() }
        expectClose(values, expected.map { [$0] })
    }

    @Test func `Outliers are below zero`() throws {
        let sums = try SupportVectorSums(
            SupportVectors(Matrix([[0, 0], [1, 0], [0, 2]]), kernel: .sigmoid(gamma: 0.1, offset: -0.5)),
            coefficients: [1, 1, 0.3999999999999999],
            intercept: 0.9641015291213989
        )
        let prediction = try OneClassSupportVectors(sums, featureNames: nil).predict(Self.questions, asking: [.scores])
        #expect(prediction.outcome == .classIndices([0, 1, 1]))
        try expectClose(
            #require(prediction.scores),
            [[-0.03643967836925499], [0.3444762494864676], [0.23856045458680064]]
        )
    }

    @Test func `Parts that do not fit each other make no machine`() throws {
        var parameters = Self.parameters
        parameters.supportCounts = [2, 2, 3]
        #expect(throws: ModelStructureError.self) { try classifier(.oneAgainstRest, parameters) }
        parameters.supportCounts = [-2, 6, 2]
        #expect(throws: ModelStructureError.self) { try classifier(.oneAgainstRest, parameters) }
        parameters.supportCounts = [.max, .max, 8]
        #expect(throws: ModelStructureError.self) { try classifier(.oneAgainstRest, parameters) }
        parameters = Self.parameters
        parameters.intercepts = [1, 2]
        #expect(throws: ModelStructureError.self) { try classifier(.oneAgainstRest, parameters) }
        parameters = Self.parameters
        parameters.probabilities = ([1, 2, 3], [1, 2, .nan])
        #expect(throws: ModelStructureError.self) { try classifier(.oneAgainstRest, parameters) }
        #expect(throws: ModelStructureError.self) {
            try SupportVectors(Matrix([[.infinity]]), kernel: .linear)
        }
    }

    @Test func `Probabilities of a machine without them are refused`() throws {
        var parameters = Self.parameters
        parameters.probabilities = nil
        let model = try classifier(.oneAgainstRest, parameters)
        #expect(throws: PredictionError(.noProbabilities, "")) {
            try model.predict(Self.questions, asking: [.probabilities])
        }
        #expect(throws: PredictionError(.notFinite, "")) {
            try model.predict(Matrix([[1, .nan]]), asking: [])
        }
    }

    @Test func `The place of an infinite value in sparse rows is named`() throws {
        let sums = try SupportVectorSums(
            SupportVectors(SparseMatrix(Matrix([[0, 1]])), kernel: .linear),
            coefficients: [1],
            intercept: 0
        )
        let rows = SparseMatrix(Matrix([[0, 0], [0, .infinity]]))
        let error = #expect(throws: PredictionError.self) {
            try SupportVectorRegressor(sums, featureNames: nil).predict(rows, asking: [])
        }
        #expect(error?.place == PredictionError.Place(row: 1, column: 1))
    }
}
