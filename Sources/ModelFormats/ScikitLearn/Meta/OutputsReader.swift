import Inference
import PickleReader

/// Reads models of several outputs that are made of models of one.
enum OutputsReader {
    static func separate(_ object: EstimatorObject) throws(ModelFileError) -> SeparateOutputs {
        let models = try InnerModelsReader.models(object)
        let names = try object.featureNames()
        return try object.making { () throws(ModelStructureError) in
            try SeparateOutputs(models, featureNames: names)
        }
    }

    static func chain(_ object: EstimatorObject) throws(ModelFileError) -> ModelChain {
        let models = try InnerModelsReader.models(object)
        let names = try object.featureNames()
        guard let order = try object.integers(in: object.require("order_", "an order") { $0 }) else {
            throw ModelFileError(.malformed, "The order_ of the \(object.name) is no list of whole numbers")
        }
        let response = try response(object)
        return try object.making { () throws(ModelStructureError) in
            try ModelChain(models, order: order, response: response, featureNames: names)
        }
    }

    private static func response(_ object: EstimatorObject) throws(ModelFileError) -> ModelChain.Response {
        switch object.text("chain_method_") {
        case nil, "predict": return .predictions
        case "predict_proba": return .probabilities
        case "predict_log_proba": return .logProbabilities
        case "decision_function": return .scores
        case .some(let method):
            throw object.unsupported(
                "its models are told the \(String(method.prefix(40)).printable) of those before them",
                instead: "train it with chain_method='predict' or 'predict_proba'"
            )
        }
    }
}
