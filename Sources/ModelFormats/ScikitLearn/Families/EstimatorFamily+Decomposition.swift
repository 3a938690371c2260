extension EstimatorFamily {
    /// Features seen from fewer axes.
    static var decomposition: EstimatorFamily {
        EstimatorFamily(
            transformers: [
                "PCA": DecompositionReader.principalComponents,
                "IncrementalPCA": DecompositionReader.principalComponents,
                "TruncatedSVD": DecompositionReader.plain,
                "FastICA": DecompositionReader.independentComponents,
                "FactorAnalysis": DecompositionReader.factors,
                "GaussianRandomProjection": DecompositionReader.plain,
                "SparseRandomProjection": DecompositionReader.sparse,
                "NMF": DecompositionReader.iterative,
                "MiniBatchNMF": DecompositionReader.iterative,
                "LatentDirichletAllocation": DecompositionReader.iterative,
                "DictionaryLearning": DecompositionReader.iterative,
                "MiniBatchDictionaryLearning": DecompositionReader.iterative,
                "SparsePCA": DecompositionReader.iterative,
                "MiniBatchSparsePCA": DecompositionReader.iterative,
                "KernelPCA": DecompositionReader.kernel,
            ]
        )
    }
}
