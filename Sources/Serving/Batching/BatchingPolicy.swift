package import ModelRegistry

/// Which versions answer requests together: those whose sidecar asks for it, unless the server does not allow it.
package struct BatchingPolicy: Sendable, Equatable {
    package var isEnabled: Bool
    /// What counts where a sidecar leaves it out.
    package var defaults: BatchLimits

    package init(
        isEnabled: Bool = true,
        defaults: BatchLimits = BatchLimits(rowCount: 64, delaySeconds: 0.002)
    ) {
        self.isEnabled = isEnabled
        self.defaults = defaults
    }

    /// The limits for a version; nil when each of its requests is evaluated alone.
    package func limits(for sidecar: Sidecar) -> BatchLimits? {
        guard isEnabled, let batching = sidecar.batching else { return nil }
        return BatchLimits(
            rowCount: batching.maximumRowCount ?? defaults.rowCount,
            delaySeconds: batching.maximumDelaySeconds ?? defaults.delaySeconds
        )
    }
}
