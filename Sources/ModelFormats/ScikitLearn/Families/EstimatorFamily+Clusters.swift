import Inference

extension EstimatorFamily {
    /// Clusters and mixtures.
    static var clusters: EstimatorFamily {
        EstimatorFamily(
            models: [
                "KMeans": ClusterReader.centres, "MiniBatchKMeans": ClusterReader.centres,
                "MeanShift": ClusterReader.centres, "AffinityPropagation": ClusterReader.centres,
                "Birch": ClusterReader.birch, "BisectingKMeans": BisectingReader.model,
                "GaussianMixture": MixtureReader.gaussian, "BayesianGaussianMixture": MixtureReader.bayesian,
                "DBSCAN": clusterOfTraining, "HDBSCAN": clusterOfTraining, "OPTICS": clusterOfTraining,
                "AgglomerativeClustering": clusterOfTraining, "FeatureAgglomeration": clusterOfTraining,
                "SpectralClustering": clusterOfTraining, "SpectralBiclustering": clusterOfTraining,
                "SpectralCoclustering": clusterOfTraining,
            ],
            transformers: [
                "KMeans": ClusterReader.centreDistances, "MiniBatchKMeans": ClusterReader.centreDistances,
                "BisectingKMeans": ClusterReader.centreDistances, "Birch": ClusterReader.birchDistances,
            ]
        )
    }

    private static func clusterOfTraining(_ object: EstimatorObject) throws(ModelFileError) -> any PredictiveModel {
        throw object.unsupported(
            "it has no predict: it labels the rows that it was fitted on and no others",
            instead: "use KMeans, or train a classifier on its labels_"
        )
    }
}
