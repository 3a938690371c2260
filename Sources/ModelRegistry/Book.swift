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
        /// The files that the last load read.
        var attemptedArtefact: Artefact?
        var sidecar: (modified: Double, value: Sidecar)?

        /// Whether nothing but its file makes the entry worth keeping.
        var isIdle: Bool { loaded == nil && load == nil }
        /// Whether the files are others than those in memory.
        var hasChanged: Bool { loaded != nil && artefact != nil && loaded?.artefact != artefact }
    }

    private var entries: [VersionKey: Entry] = [:]

    // MARK: - Loading

    /// What a call for a version leads to.
    ///
    /// - Parameters:
    ///   - artefact: the version's files as they are now; nil when there are none.
    ///   - retrying: whether files that failed are tried again, and files that changed replace those in memory.
    ///   - isActive: whether the version answers requests now; what it answers with then never changes.
    ///   - run: begins a load.
    mutating func load(
        _ key: VersionKey,
        artefact: Artefact?,
        retrying: Bool,
        isActive: Bool,
        run: (Artefact) -> LoadTask
    ) -> LoadStep {
        note(artefact, for: key)
        guard var entry = entries[key] else { return .failed(.unknownVersion(key)) }
        defer { entries[key] = entry }
        if case .failed(let error) = entry.machine.state, !retrying, entry.attemptedArtefact == artefact {
            return .failed(error)
        }
        let isReplacing = retrying && !isActive && entry.load == nil && entry.hasChanged
        let action = entry.machine.handle(isReplacing ? .changed : .needed)
        if action == .startLoading, let artefact = entry.artefact {
            entry.attemptedArtefact = artefact
            entry.load = run(artefact)
        }
        if action == .none, let loaded = entry.loaded { return .loaded(loaded) }
        return entry.load.map(LoadStep.waiting) ?? .failed(.unknownVersion(key))
    }

    mutating func finishLoad(_ key: VersionKey, _ result: Result<LoadedVersion, RegistryError>) -> VersionMachine.Action
    {
        guard var entry = entries[key] else { return .none }
        defer { entries[key] = entry }
        entry.load = nil
        switch result {
        case .success(let version):
            let action = entry.machine.handle(.loaded)
            // A version that was dismissed while its changed files were read is not wanted any more.
            if action == .publish { entry.loaded = version }
            return action
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
