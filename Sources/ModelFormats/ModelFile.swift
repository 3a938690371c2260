import Inference
import PickleReader

/// Files that hold a trained model.
package enum ModelFile {
    /// Reads a model.
    ///
    /// - Parameter bytes: what `joblib.dump(model, path)` or `pickle.dump(model, file)` wrote, with scikit-learn 0.22
    ///   to 1.9.
    /// - Throws: ``ModelFileError``. Whatever the bytes are, nothing that they ask for is run.
    /// - Complexity: O(bytes) in time and memory.
    package static func load(_ bytes: [UInt8]) throws(ModelFileError) -> LoadedModel {
        try checkKind(bytes)
        let graph = try read(bytes, policy: .scikitLearn)
        let root = try EstimatorObject(root: graph.root, fileBytes: bytes.count)
        return LoadedModel(
            model: try EstimatorReader.model(root),
            description: ModelDescription(
                format: graph.usesJoblib ? "sklearn-joblib" : "sklearn-pickle",
                library: "scikit-learn \(root.context.version)",
                estimator: EstimatorSummary.line(of: graph.root)
            )
        )
    }

    /// Tells what is inside, whatever it is: for estimators that are not served and for hostile files too.
    ///
    /// - Throws: ``ModelFileError`` only for a file that cannot be read as a pickle at all.
    package static func inspect(_ bytes: [UInt8]) throws(ModelFileError) -> ModelInspection {
        try checkKind(bytes)
        let graph = try read(bytes, policy: GlobalPolicy.scikitLearn.lenient)
        let reason: ModelFileError?
        do {
            _ = try load(bytes)
            reason = nil
        } catch {
            reason = error
        }
        return ModelInspection(graph, fileBytes: bytes.count, reason: reason?.message)
    }

    private static func checkKind(_ bytes: [UInt8]) throws(ModelFileError) {
        switch FileKind(bytes) {
        case .perhapsPickle: return
        case .compressed(let name):
            throw ModelFileError(
                .compressed,
                "The file is compressed with \(name). Save it without: `joblib.dump(model, path)` with no `compress` "
                    + "and no .gz, .bz2, .xz or .lzma in the name; or unpack it, if it was packed afterwards"
            )
        case .other(let name):
            throw ModelFileError(
                .notAModel,
                "The file is \(name). Expected a scikit-learn model, saved by `joblib.dump(model, path)`"
            )
        }
    }

    private static func read(_ bytes: [UInt8], policy: GlobalPolicy) throws(ModelFileError) -> PickleGraph {
        do {
            return try PickleGraph(bytes, policy: policy)
        } catch {
            throw ModelFileError(error)
        }
    }
}

extension ModelFileError {
    init(_ error: PickleError) {
        let startsWrong = error.code == .malformed && (error.offset ?? .max) < 2
        switch error.code {
        case .empty: self.init(.empty, "The file is empty")
        case .refusedGlobal: self.init(.refusedGlobal, error.description)
        case .overBudget: self.init(.overBudget, error.description)
        case .malformed where startsWrong:
            self.init(
                .notAModel,
                "The file is no pickle. Expected a scikit-learn model, saved by `joblib.dump(model, path)`"
            )
        case .truncated, .malformed, .refusedOpcode: self.init(.malformed, error.description)
        }
    }
}
