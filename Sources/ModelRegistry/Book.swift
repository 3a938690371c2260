/// What the registry knows of every version; a value that a lock holds.
struct Book {
    typealias LoadTask = Task<Result<LoadedVersion, RegistryError>, Never>

    /// What a call for a version leads to.
    enum LoadStep {
        case loaded(LoadedVersion)
        case waiting(LoadTask)
        case failed(RegistryError)
    }

    private struct Entry {
        var machine = VersionMachine()
        /// The file in the repository; nil once it is gone.
        var artefact: Artefact?
        var loaded: LoadedVersion?
        var load: LoadTask?
        /// The files that the last load failed on.
        var failedArtefact: Artefact?
        var sidecar: (modified: Double, value: Sidecar)?

        /// Whether the entry is worth keeping without a file.
        var isIdle: Bool { loaded == nil && load == nil }
    }

    private var entries: [VersionKey: Entry] = [:]

    // MARK: - Loading

    mutating func load(
        _ key: VersionKey,
        artefact: Artefact?,
        retrying: Bool,
        run: (Artefact) -> LoadTask
    ) -> LoadStep {
        note(artefact, for: key)
        guard var entry = entries[key] else { return .failed(.unknownVersion(key)) }
        defer { entries[key] = entry }
        if let loaded = entry.loaded { return .loaded(loaded) }
        if let load = entry.load { return .waiting(load) }
        guard let artefact = entry.artefact else {
            entry.machine = VersionMachine()
            return .failed(.unknownVersion(key))
        }
        if case .failed(let error) = entry.machine.state, !retrying, entry.failedArtefact == artefact {
            return .failed(error)
        }
        _ = entry.machine.handle(.needed)
        let task = run(artefact)
        entry.load = task
        entry.failedArtefact = artefact
        return .waiting(task)
    }

    mutating func finishLoad(_ key: VersionKey, _ result: Result<LoadedVersion, RegistryError>) -> VersionMachine.Action
    {
        guard var entry = entries[key] else { return .none }
        defer { entries[key] = entry }
        entry.load = nil
        switch result {
        case .success(let version):
            entry.loaded = version
            entry.failedArtefact = nil
            return entry.machine.handle(.loaded)
        case .failure(let error):
            return entry.machine.handle(.loadFailed(error))
        }
    }

    // MARK: - Unloading

    mutating func dismiss(_ key: VersionKey) {
        guard entries[key]?.machine.handle(.dismissed) == .drain else { return }
        entries[key]?.loaded = nil
    }

    mutating func finishDraining(_ key: VersionKey) {
        guard entries[key]?.machine.handle(.drained) == .release else { return }
        if let entry = entries[key], entry.artefact == nil, entry.isIdle { entries[key] = nil }
    }

    // MARK: - Listing

    mutating func update(with artefacts: [Artefact]) {
        let found = Dictionary(uniqueKeysWithValues: artefacts.map { ($0.key, $0) })
        for key in Set(entries.keys).union(found.keys) { note(found[key], for: key) }
    }

    private mutating func note(_ artefact: Artefact?, for key: VersionKey) {
        if let artefact {
            entries[key, default: Entry()].artefact = artefact
        } else if let entry = entries[key] {
            entries[key]?.artefact = nil
            if entry.isIdle { entries[key] = nil }
        }
    }

    func versionNames(of model: String, existing: Bool = true) -> [String] {
        entries
            .filter { $0.key.model == model && (!existing || $0.value.artefact != nil) }
            .map(\.key.version)
            .sorted(by: naturallyPrecedes)
    }

    func record(_ key: VersionKey) -> VersionRecord? {
        entries[key].map { entry in
            VersionRecord(key: key, state: entry.machine.state.record, artefact: entry.artefact, loaded: entry.loaded)
        }
    }

    func sidecar(of key: VersionKey, modified: Double) -> Sidecar? {
        entries[key]?.sidecar.flatMap { $0.modified == modified ? $0.value : nil }
    }

    mutating func remember(_ sidecar: Sidecar, of key: VersionKey, modified: Double) {
        entries[key]?.sidecar = (modified, sidecar)
    }
}

extension RegistryError {
    /// What is thrown for a version that the repository does not hold.
    package static func unknownVersion(_ key: VersionKey) -> RegistryError {
        let name = VersionKey.isValid(name: key.version) ? "'\(key.version)'" : "of that name"
        return RegistryError(
            .unknownVersion,
            "model '\(key.model)' has no version \(name); GET /admin/models lists those that it has"
        )
    }
}

extension VersionMachine.State {
    fileprivate var record: VersionRecord.State {
        switch self {
        case .unloaded: .unloaded
        case .loading: .loading
        case .ready: .ready
        case .failed(let error): .failed(reason: error.message)
        case .unloading: .unloading
        }
    }
}
