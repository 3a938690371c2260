/// What is not served: these models must be refused, by name, before anything else can go wrong with them.
enum Refusals {
    /// Estimators that are never served.
    private static let estimators: Set<String> = [
        // They solve a problem of its own for each row.
        "DictionaryLearning", "LatentDirichletAllocation", "MiniBatchDictionaryLearning", "MiniBatchSparsePCA", "NMF",
        "SparseCoder", "SparsePCA",
        // Rare, and so far nobody's.
        "AdditiveChi2Sampler", "FeatureAgglomeration", "Isomap", "KernelPCA", "LocallyLinearEmbedding",
        "NeighborhoodComponentsAnalysis", "PolynomialCountSketch", "SkewedChi2Sampler",
    ]

    /// `FAMILY/NAME`, or `VERSION/FAMILY/NAME` where only some versions' files lack something.
    private static let models: Set<String> = [
        // Kernels for counts.
        "gaussian_process/kernel_ridge_additive_chi2", "gaussian_process/kernel_ridge_chi2",
    ]

    /// Dummies did not know their width before scikit-learn 1.5.
    private static let narrow = Set(["1.0.2", "1.3.2"])

    static func expect(_ result: CaseResult) -> Bool {
        estimators.contains(result.estimator) || models.contains("\(result.family.name)/\(result.name)")
            || result.estimator.hasPrefix("Dummy") && narrow.contains(result.family.version)
    }
}
