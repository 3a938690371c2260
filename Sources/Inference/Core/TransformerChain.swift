/// Transformers in a row.
///
/// - Source: `sklearn.pipeline.Pipeline` without its last step.
package struct TransformerChain: FeatureTransformer {
    private let steps: [any FeatureTransformer]
    package let inputCount: Int
    package let outputCount: Int

    /// - Parameter width: the features that come in.
    /// - Throws: ``ModelStructureError`` when the width of one step does not fit the next.
    package init(_ steps: [any FeatureTransformer], width: Int) throws(ModelStructureError) {
        var current = width
        for step in steps {
            guard current == step.inputCount, ModelSignature.featureCounts.contains(step.outputCount) else {
                throw ModelStructureError(
                    "A pipeline's step takes \(step.inputCount) features and gives \(step.outputCount); it gets \(current)"
                )
            }
            current = step.outputCount
        }
        self.steps = steps
        inputCount = width
        outputCount = current
    }

    package var memoryBytes: Int { steps.reduce(0) { $0 + $1.memoryBytes } }
    package var acceptsMissing: Bool { acceptance.accepts }
    package var passesMissing: Bool { acceptance.passes }
    package var workingWidth: Int { steps.reduce(inputCount) { max($0, $1.workingWidth) } }
    package var textFeatures: Set<Int> { steps.first?.textFeatures ?? [] }

    /// Missing values reach a step only when all before it let them pass.
    private var acceptance: (accepts: Bool, passes: Bool) {
        for step in steps {
            if !step.acceptsMissing { return (false, false) }
            if !step.passesMissing { return (true, false) }
        }
        return (true, true)
    }

    package func transform(_ rows: inout FeatureTable) throws(PredictionError) {
        for (index, step) in steps.enumerated() {
            do {
                try step.transform(&rows)
            } catch {
                throw index == 0 ? error : error.withoutPlace
            }
        }
    }
}
