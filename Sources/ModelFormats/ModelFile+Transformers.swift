package import Inference
import PickleReader

extension ModelFile {
    /// Reads a file whose estimator only transforms features: what tests compare, as no client asks for it.
    ///
    /// - Throws: ``ModelFileError``, as ``load(_:)`` does.
    package static func loadTransformer(_ bytes: [UInt8]) throws(ModelFileError) -> any FeatureTransformer {
        let graph: PickleGraph
        do {
            graph = try PickleGraph(bytes, policy: .scikitLearn)
        } catch {
            throw ModelFileError(error)
        }
        return try EstimatorReader.transformer(EstimatorObject(root: graph.root, fileBytes: bytes.count))
    }
}
