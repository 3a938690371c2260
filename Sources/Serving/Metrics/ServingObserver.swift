package import Logging
package import ModelRegistry

/// Counts and logs what happens to versions.
package struct ServingObserver: RegistryObserver {
    private let metrics: ServingMetrics
    private let logger: Logger
    private let events: EventHub?

    /// - Parameter events: where loads are told; nil for nowhere.
    package init(metrics: ServingMetrics, logger: Logger, events: EventHub? = nil) {
        self.metrics = metrics
        self.logger = logger
        self.events = events
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
                "seconds": .stringConvertible(version.loadSeconds), "digest": "\(version.digest)",
            ]
        )
        events?.publish(
            .loaded,
            model: version.key.model,
            version: version.key.version,
            details: .init(seconds: version.loadSeconds)
        )
    }

    package func didFailToLoad(_ key: VersionKey, _ error: RegistryError) {
        logger.error(
            "load failed",
            metadata: ["model": "\(key.model)", "version": "\(key.version)", "reason": "\(error.message)"]
        )
        events?.publish(
            .loadFailed,
            model: key.model,
            version: key.version,
            details: .init(reason: error.message)
        )
    }

    package func didUnload(_ key: VersionKey) {
        logger.info("unloaded", metadata: ["model": "\(key.model)", "version": "\(key.version)"])
        events?.publish(.unloaded, model: key.model, version: key.version)
    }
}

extension ServingMetrics {
    /// The instruments that a version was loaded with.
    func instruments(of version: LoadedVersion) -> VersionInstruments {
        version.attachment as? VersionInstruments ?? instruments(for: version.key)
    }
}
