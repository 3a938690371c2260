package import Logging
package import ModelRegistry

extension ModelService {
    /// The version that a client of the Open Inference Protocol means: these clients count versions, `1` for `v1`.
    ///
    /// - Returns: `name` itself where there is such a version, or nothing better.
    package func resolvedVersion(_ name: String, of model: String) -> String {
        guard !name.isEmpty, name.utf8.count < 20, name.utf8.allSatisfy({ (48...57).contains($0) }) else { return name }
        let counted = "v" + name
        guard !registry.holds(VersionKey(model: model, version: name)) else { return name }
        return registry.holds(VersionKey(model: model, version: counted)) ? counted : name
    }

    /// A version in memory, loaded first if it is not: to say what it takes and gives.
    ///
    /// - Parameter version: nil for the active one.
    /// - Throws: ``ServingError``, as a prediction would.
    package func describe(model: String, version: String?) async throws(ServingError) -> LoadedVersion {
        let key = try key(model: model, version: version)
        do {
            return try await registry.load(key, retrying: false)
        } catch {
            throw ServingError(error)
        }
    }

    /// Loads a version, or loads it anew where its files changed.
    ///
    /// - Parameter version: nil for the active one.
    /// - Throws: ``ServingError`` with the reason.
    package func load(model: String, version: String?) async throws(ServingError) -> LoadedVersion {
        let key = try key(model: model, version: version)
        do {
            let loaded = try await registry.load(key, retrying: true)
            closeCircuit(of: key)
            return loaded
        } catch {
            throw ServingError(error)
        }
    }

    /// The version that is meant.
    ///
    /// - Parameter version: nil for the active one.
    /// - Throws: ``ServingError`` with code `unknownModel`, `unknownVersion` or `noActiveVersion`.
    package func key(model: String, version: String?) throws(ServingError) -> VersionKey {
        guard registry.knows(model: model) else { throw ServingError(registry.unknownModel(model)) }
        guard let version = version ?? registry.active(of: model).version else {
            throw ServingError(
                .noActiveVersion,
                "no version is active; put one into the repository and activate it with POST /admin/set-active-version"
            )
        }
        return VersionKey(model: model, version: version)
    }

    /// The least that is logged.
    package var logLevel: Logger.Level { logger.logLevel }
}
