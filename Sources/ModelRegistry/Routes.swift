/// Which loaded version a request gets; a value that a lock holds for nanoseconds.
struct Routes {
    struct Model {
        /// The version that requests without one mean; it may still be loading.
        var activeVersion: String?
        var generation = 0
        /// The active version once it is in memory.
        var active: LoadedVersion?
        var loaded: [String: LoadedVersion] = [:]
        /// How many activations are under way for a version, each of which keeps it in memory.
        var pins: [String: Int] = [:]
    }

    var models: [String: Model] = [ModelRepository.defaultModel: Model()]

    func lease(model name: String, version: String?) -> ModelRegistry.Route {
        guard let model = models[name] else { return .unknownModel }
        guard let wanted = version ?? model.activeVersion else { return .noActiveVersion }
        let found = version == nil ? model.active : model.loaded[wanted]
        guard let found else { return .notLoaded(VersionKey(model: name, version: wanted)) }
        found.beginLease()
        return .leased(found)
    }

    mutating func publish(_ version: LoadedVersion) {
        let key = version.key
        models[key.model]?.loaded[key.version] = version
        if models[key.model]?.activeVersion == key.version, models[key.model]?.active == nil {
            models[key.model]?.active = version
        }
    }

    /// Makes a version the active one, unless a later activation did so before.
    mutating func activate(_ key: VersionKey, generation: Int) {
        guard var model = models[key.model], generation >= model.generation else { return }
        model.activeVersion = key.version
        model.generation = generation
        model.active = model.loaded[key.version]
        models[key.model] = model
    }

    /// Takes a version from requests, unless it is active or about to be.
    mutating func withdraw(_ key: VersionKey) -> LoadedVersion? {
        guard let model = models[key.model], model.activeVersion != key.version, model.pins[key.version] == nil else {
            return nil
        }
        return models[key.model]?.loaded.removeValue(forKey: key.version)
    }

    mutating func unpin(_ key: VersionKey) {
        guard let pins = models[key.model]?.pins[key.version] else { return }
        models[key.model]?.pins[key.version] = pins > 1 ? pins - 1 : nil
    }
}
