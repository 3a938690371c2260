/// A network of one or several numbers.
///
/// - Source: `sklearn.neural_network.MLPRegressor`.
package struct NetworkRegressor: NetworkModel {
    let network: NeuralNetwork
    package let signature: ModelSignature

    package init(_ network: NeuralNetwork, featureNames: [String]?) {
        self.network = network
        signature = ModelSignature(
            featureCount: network.featureCount,
            featureNames: featureNames,
            task: .regression(outputCount: network.outputCount)
        )
    }

    func answer(_ outputs: Matrix, asking parts: PredictionParts) -> Prediction {
        Prediction(outcome: .values(outputs))
    }
}
