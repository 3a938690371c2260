package import Logging
package import ModelRegistry

/// Counts and logs what happens to versions.
package struct ServingObserver: RegistryObserver {
    private let metrics: ServingMetrics
    private let logger: Logger

    package init(metrics: ServingMetrics, logger: Logger) {
        self.metrics = metrics
        self.logger = logger
    }

    package func attachment(for key: VersionKey) -> any AnyObject & Sendable {
        metrics.instruments(for: key)
    }

    package func didLoad(_ version: LoadedVersion) {
        metrics.instruments(of: version).loadTime.record(version.loadSeconds)
        logger.info(
            "loaded",
            metadata: [
                "model": "\(version.key.model)", "version": "\(version.key.version)",
                "seconds": "\(version.loadSeconds)", "digest": "\(version.digest)",
            ]
        )
    }

    package func didFailToLoad(_ key: VersionKey, _ error: RegistryError) {
        logger.error(
            "load failed",
            metadata: ["model": "\(key.model)", "version": "\(key.version)", "reason": "\(error.message)"]
        )
    }

    package func didUnload(_ key: VersionKey) {
        logger.info("unloaded", metadata: ["model": "\(key.model)", "version": "\(key.version)"])
    }
}

extension ServingMetrics {
    /// The instruments that a version was loaded with.
    func instruments(of version: LoadedVersion) -> VersionInstruments {
        version.attachment as? VersionInstruments ?? instruments(for: version.key)
    }
}
