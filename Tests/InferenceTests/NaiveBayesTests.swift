import Foundation
import Inference
import Testing

/// Expected numbers are those of scikit-learn 1.9.1 for the same parameters.
struct NaiveBayesTests {
    private let classes: [ClassLabel] = [.string("ham"), .string("spam")]
    private let logProbabilities = Matrix([[0.2, 0.8], [0.6, 0.4]]).mapped(log)
    private let logPriors = [log(0.3), log(0.7)]

    @Test func `Normal features`() throws {
        let model = try GaussianNaiveBayes(
            means: Matrix([[0, 1], [2, -1]]),
            variances: Matrix([[1, 0.5], [2, 0.25]]),
            priors: [0.25, 0.75],
            classes: classes,
            featureNames: nil
        )
        let prediction = try model.predict(Matrix([[1, 2], [-0.5, 0.25]]), asking: .probabilities)
        #expect(prediction.outcome == .classIndices([0, 0]))
        expectClose(
            try #require(prediction.probabilities),
            [[0.9999998405264681, 1.5947353220092094e-07], [0.9479149938275157, 0.05208500617248442]]
        )
    }

    @Test func `Counts, dense and sparse`() throws {
        let model = try DiscreteNaiveBayes(
            weights: logProbabilities,
            constants: logPriors,
            classes: classes,
            featureNames: nil
        )
        let rows = Matrix([[2, 1], [0, 3]])
        for prediction in try [
            model.predict(rows, asking: .probabilities), model.predict(SparseMatrix(rows), asking: .probabilities),
        ] {
            #expect(prediction.outcome == .classIndices([1, 0]))
            expectClose(
                try #require(prediction.probabilities),
                [[0.08695652173913045, 0.9130434782608696], [0.7741935483870966, 0.22580645161290325]]
            )
        }
    }

    @Test(arguments: [1.0, nil])
    func `What is there and what is not, dense and sparse`(_ threshold: Double?) throws {
        let model = try BernoulliNaiveBayes(
            logProbabilities: logProbabilities,
            priors: logPriors,
            threshold: threshold,
            classes: classes,
            featureNames: nil
        )
        let rows = threshold == nil ? Matrix([[1, 0], [0, 1]]) : Matrix([[2, 1], [0, 3]])
        for prediction in try [
            model.predict(rows, asking: .probabilities), model.predict(SparseMatrix(rows), asking: .probabilities),
        ] {
            #expect(prediction.outcome == .classIndices([1, 0]))
            expectClose(
                try #require(prediction.probabilities),
                [[0.04545454545454544, 0.9545454545454546], [0.631578947368421, 0.368421052631579]]
            )
        }
    }

    @Test func `Zero may be above the threshold`() throws {
        let model = try BernoulliNaiveBayes(
            logProbabilities: logProbabilities,
            priors: logPriors,
            threshold: -1,
            classes: classes,
            featureNames: nil
        )
        let rows = Matrix([[0, -2], [0, 0]])
        #expect(
            try model.predict(rows, asking: .probabilities)
                == model.predict(SparseMatrix(rows), asking: .probabilities)
        )
    }

    private func categorical() throws -> CategoricalNaiveBayes {
        try CategoricalNaiveBayes(
            logProbabilities: [
                logProbabilities, Matrix([[0.1, 0.2, 0.7], [0.5, 0.25, 0.25]]).mapped(log),
            ],
            priors: logPriors,
            classes: classes,
            featureNames: nil
        )
    }

    @Test func `Categories, cut to whole numbers`() throws {
        for rows in [[[1.0, 2], [0, 0]], [[1.9, 2.5], [-0.5, 0.2]]] {
            let prediction = try categorical().predict(Matrix(rows), asking: .probabilities)
            expectClose(
                try #require(prediction.probabilities),
                [[0.7058823529411764, 0.2941176470588236], [0.027777777777777794, 0.9722222222222221]]
            )
        }
    }

    @Test(arguments: [3.0, -1, 1e300, -1e300])
    func `A category that training did not see is refused with its place`(_ category: Double) throws {
        let model = try categorical()
        let error = #expect(throws: PredictionError(.unknownCategory, "")) {
            try model.predict(Matrix([[1, 2], [1, category]]), asking: [])
        }
        #expect(error?.message.hasPrefix("Row 1, feature 1") == true)
        #expect(error?.message.contains("0 to 2") == true)
    }

    @Test func `A word that a class never had rules the class out, unless it is dense`() throws {
        let model = try DiscreteNaiveBayes(
            weights: Matrix([[-Double.infinity, -0.1], [-0.7, -0.7]]),
            constants: logPriors,
            classes: classes,
            featureNames: nil
        )
        var rows = SparseMatrix(columnCount: 2)
        rows.append(1, column: 0)
        rows.endRow()
        #expect(try model.predict(rows, asking: .probabilities).probabilities?.values == [0, 1])
        // Nothing times −∞ is no number, and numpy takes that for the largest.
        #expect(try model.predict(Matrix([[0, 1]]), asking: []).outcome == .classIndices([0]))
    }

    @Test func `Shapes that disagree make no model`() {
        #expect(throws: ModelStructureError.self) {
            try GaussianNaiveBayes(
                means: Matrix([[0, 1], [2, -1]]),
                variances: Matrix([[1, 0.5]]),
                priors: [0.25, 0.75],
                classes: classes,
                featureNames: nil
            )
        }
        #expect(throws: ModelStructureError.self) {
            try DiscreteNaiveBayes(weights: logProbabilities, constants: [0], classes: classes, featureNames: nil)
        }
        #expect(throws: ModelStructureError.self) {
            try BernoulliNaiveBayes(
                logProbabilities: Matrix([[0, -1], [-1, -1]]),
                priors: logPriors,
                threshold: 0,
                classes: classes,
                featureNames: nil
            )
        }
        #expect(throws: ModelStructureError.self) {
            try CategoricalNaiveBayes(
                logProbabilities: [logProbabilities, Matrix([[0.1]])],
                priors: logPriors,
                classes: classes,
                featureNames: nil
            )
        }
    }
}
