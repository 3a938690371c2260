/// What is told of a global that is refused, with the way out where there is one.
enum GlobalRefusal {
    /// Whether no policy takes the name, because what it stands for is not in the file.
    static func isRefusedAlways(_ global: GlobalName) -> Bool { isSeparateArray(global) }

    static func sentence(_ global: GlobalName) -> String {
        if isSeparateArray(global) {
            return "The file names \(global): its arrays are in files of their own, as joblib before 0.10 wrote them. "
                + "Load it with the joblib that wrote it and save it with a newer one; nothing was run"
        }
        if isOwnCode(global) {
            return "The file names the global \(global): code of its author's own, which is not served; refused, and "
                + "nothing was run. In a FunctionTransformer use a function of numpy instead, such as numpy.log1p, or "
                + "move that step into the client"
        }
        return "The file names the global \(global), which no scikit-learn model needs; refused, and nothing was run"
    }

    private static func isSeparateArray(_ global: GlobalName) -> Bool {
        ["NDArrayWrapper", "ZNDArrayWrapper"].contains(global.name) && global.module.contains("joblib.numpy_pickle")
    }

    /// A notebook's functions, and those that cloudpickle and dill write out as bytecode.
    private static func isOwnCode(_ global: GlobalName) -> Bool {
        let package = global.module.prefix { $0 != "." }
        return ["__main__", "__mp_main__", "cloudpickle", "dill"].contains(package)
    }
}
