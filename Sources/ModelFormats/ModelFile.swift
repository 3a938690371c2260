import Decompression
import Inference
import PickleReader

/// Files that hold a trained model.
package enum ModelFile {
    /// Reads a model.
    ///
    /// - Parameters:
    ///   - bytes: what `joblib.dump(model, path)` or `pickle.dump(model, file)` wrote, with scikit-learn 0.22 to 1.9,
    ///     compressed or not. Compressed bytes are let go before the model is made.
    ///   - limits: how much the file may ask for.
    /// - Throws: ``ModelFileError``. Whatever the bytes are, nothing that they ask for is run.
    /// - Complexity: O(bytes after decompression) in time and memory.
    package static func load(
        _ bytes: consuming [UInt8],
        limits: ModelFileLimits = ModelFileLimits()
    ) throws(ModelFileError) -> LoadedModel {
        let contents = try ModelFileContents(bytes, limits: limits)
        return try load(contents, limits)
    }

    /// Tells what is inside, whatever it is: for estimators that are not served and for hostile files too.
    ///
    /// - Throws: ``ModelFileError`` only for a file that cannot be read as a pickle at all.
    package static func inspect(
        _ bytes: consuming [UInt8],
        limits: ModelFileLimits = ModelFileLimits()
    ) throws(ModelFileError) -> ModelInspection {
        let contents = try ModelFileContents(bytes, limits: limits)
        let graph = try read(contents, policy: GlobalPolicy.scikitLearn.lenient, limits)
        let reason: ModelFileError?
        do {
            _ = try load(contents, limits)
            reason = nil
        } catch {
            reason = error
        }
        return ModelInspection(graph, contents, reason: reason?.message)
    }

    private static func load(
        _ contents: ModelFileContents,
        _ limits: ModelFileLimits
    ) throws(ModelFileError) -> LoadedModel {
        let graph = try read(contents, policy: .scikitLearn, limits)
        let root = try EstimatorObject(root: graph.root, fileBytes: contents.pickle.count)
        return LoadedModel(
            model: try EstimatorReader.model(root),
            description: ModelDescription(
                format: graph.usesJoblib ? "sklearn-joblib" : "sklearn-pickle",
                library: "scikit-learn \(root.context.version)",
                estimator: EstimatorSummary.line(of: graph.root)
            )
        )
    }

    private static func read(
        _ contents: ModelFileContents,
        policy: GlobalPolicy,
        _ limits: ModelFileLimits
    ) throws(ModelFileError) -> PickleGraph {
        do {
            return try PickleGraph(contents.pickle, policy: policy, budget: limits.pickle)
        } catch {
            throw ModelFileError(error)
        }
    }
}
