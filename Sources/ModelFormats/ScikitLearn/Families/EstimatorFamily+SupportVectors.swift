extension EstimatorFamily {
    /// Support vector machines, and others that compare rows by a kernel.
    static var supportVectors: EstimatorFamily {
        EstimatorFamily(
            models: [
                "SVC": SupportVectorReader.classifier, "NuSVC": SupportVectorReader.classifier,
                "SVR": SupportVectorReader.regressor, "NuSVR": SupportVectorReader.regressor,
                "OneClassSVM": SupportVectorReader.outlierDetector,
                "KernelRidge": KernelMethodReader.ridge,
            ],
            transformers: ["Nystroem": KernelMethodReader.nystroem, "RBFSampler": KernelMethodReader.radialSampler]
        )
    }
}
