/// A class as the model was trained on it; it is what a client gets back.
package enum ClassLabel: Sendable, Hashable {
    case integer(Int)
    case number(Double)
    case string(String)
    case boolean(Bool)
}

/// What a model takes and what it gives.
package struct ModelSignature: Sendable, Equatable {
    package enum Task: Sendable, Equatable {
        /// One of `classes`, in the order in which probabilities are given.
        case classification(classes: [ClassLabel])
        /// `outputCount` numbers a row; 1 for an ordinary regressor.
        case regression(outputCount: Int)
        /// For each of several outputs one of its own classes.
        case multipleClassification(classes: [[ClassLabel]])
    }

    /// The width of a row, one of ``featureCounts``.
    package var featureCount: Int
    /// The names of the features in training order, `featureCount` of them, where the file has them.
    package var featureNames: [String]?
    package var task: Task
    /// Whether a NaN may stand for a missing value.
    package var acceptsMissing: Bool
    /// Whether ``PredictiveModel/predict(_:asking:)`` can give probabilities.
    package var givesProbabilities: Bool
    /// Whether it can give scores.
    package var givesScores: Bool
    /// The features that are texts: categories or documents.
    package var textFeatures: Set<Int>

    package init(
        featureCount: Int,
        featureNames: [String]?,
        task: Task,
        acceptsMissing: Bool = false,
        givesProbabilities: Bool = false,
        givesScores: Bool = false,
        textFeatures: Set<Int> = []
    ) {
        self.featureCount = featureCount
        self.featureNames = featureNames
        self.task = task
        self.acceptsMissing = acceptsMissing
        self.givesProbabilities = givesProbabilities
        self.givesScores = givesScores
        self.textFeatures = textFeatures
    }

    /// The widths that a model may have: a row for warming up can be made, whatever a file claims.
    package static let featureCounts = 1...1 << 22

    /// The classes of a classifier of one output; nil for everything else.
    package var classes: [ClassLabel]? {
        if case .classification(let classes) = task { classes } else { nil }
    }

    /// The classes of each output of a classifier; empty for a regressor.
    package var classesOfOutputs: [[ClassLabel]] {
        switch task {
        case .classification(let classes): [classes]
        case .multipleClassification(let classes): classes
        case .regression: []
        }
    }
}
