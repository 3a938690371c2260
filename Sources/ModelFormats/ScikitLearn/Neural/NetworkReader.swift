import Inference
import PickleReader

/// Reads multilayer perceptrons and restricted Boltzmann machines.
enum NetworkReader {
    static func classifier(_ object: EstimatorObject) throws(ModelFileError) -> NetworkClassifier {
        let network = try network(object)
        let classes = try object.classes()
        let names = try object.featureNames()
        let meaning: NetworkClassifier.Meaning =
            switch try object.estimator("_label_binarizer").text("y_type_") {
            case "multiclass": .manyClasses
            case "binary": .twoClasses
            default: .labels
            }
        return try object.making { () throws(ModelStructureError) in
            try NetworkClassifier(network, meaning: meaning, classes: classes, featureNames: names)
        }
    }

    static func regressor(_ object: EstimatorObject) throws(ModelFileError) -> NetworkRegressor {
        NetworkRegressor(try network(object), featureNames: try object.featureNames())
    }

    static func boltzmannMachine(_ object: EstimatorObject) throws(ModelFileError) -> RestrictedBoltzmannMachine {
        let weights = try object.matrix("components_")
        let biases = try object.numbers("intercept_hidden_")
        return try object.making { () throws(ModelStructureError) in
            try RestrictedBoltzmannMachine(weights: weights, biases: biases)
        }
    }

    private static func network(_ object: EstimatorObject) throws(ModelFileError) -> NeuralNetwork {
        let weights = try object.matrices("coefs_")
        let biases = try object.arrays("intercepts_")
        guard weights.count == biases.count else {
            throw ModelFileError(
                .malformed,
                "The \(object.name) has \(weights.count) coefs_ and \(biases.count) intercepts_"
            )
        }
        let hidden = try activation(object, "activation")
        let output = try activation(object, "out_activation_")
        return try object.making { () throws(ModelStructureError) in
            try NeuralNetwork(
                zip(weights, biases).map { NeuralNetwork.Layer(weights: $0, biases: $1) },
                hidden: hidden,
                output: output
            )
        }
    }

    private static func activation(_ object: EstimatorObject, _ key: String) throws(ModelFileError)
        -> ActivationFunction
    {
        let name = try object.require(key, "the name of an activation", \.text)
        guard let activation = ActivationFunction(rawValue: name) else {
            throw object.unsupported(
                "its \(key) '\(name.printable)' is none of identity, logistic, tanh, relu, softmax and exp",
                instead: "train it with one of these"
            )
        }
        return activation
    }
}
