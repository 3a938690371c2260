import Synchronization

/// Which versions exist, which are in memory, and which one answers.
///
/// Two locks, neither ever held across an `await` nor while a model is read: `routes` is what a prediction looks at, and
/// `book` is what loads, unloads and lists go by. Where both are needed, `book` is taken first.
package final class ModelRegistry: Sendable {
    private let repository: ModelRepository
    private let loader: VersionLoader
    private let observer: any RegistryObserver
    private let routes = Mutex(Routes())
    private let book = Mutex(Book())

    /// - Parameters:
    ///   - repository: where the artefacts are.
    ///   - decode: reads a model from an artefact's bytes.
    ///   - observer: hears what happens to versions.
    package init(
        repository: ModelRepository,
        observer: any RegistryObserver,
        decode: @escaping ArtefactDecoder
    ) {
        self.repository = repository
        self.observer = observer
        loader = VersionLoader(repository: repository, decode: decode, observer: observer)
    }

    // MARK: - Serving

    /// What a request for a version finds.
    package enum Route {
        /// The version is in memory, and the request holds it: ``LoadedVersion`` must be handed to ``end(_:)``.
        case leased(LoadedVersion)
        /// The version is not in memory.
        case notLoaded(VersionKey)
        /// The request names no version, and none is active.
        case noActiveVersion
        case unknownModel
    }

    /// Takes a lease on a version; nil names the active one.
    package func lease(model: String, version: String?) -> Route {
        routes.withLock { $0.lease(model: model, version: version) }
    }

    /// Takes another lease on a version that is held: for work that may outlast the request which began it.
    package func extend(_ version: LoadedVersion) {
        version.beginLease()
    }

    /// Ends a lease; a version that was dismissed leaves memory with its last one.
    package func end(_ version: LoadedVersion) {
        version.endLease()
    }

    // MARK: - The active version

    /// The version that requests without one mean, and the generation of its activation.
    package struct Active: Sendable, Equatable {
        package let version: String?
        package let generation: Int
    }

    package func active(of model: String) -> Active {
        routes.withLock { $0.models[model].map { Active(version: $0.activeVersion, generation: $0.generation) } }
            ?? Active(version: nil, generation: 0)
    }

    /// Flips the pointer: every prediction that starts after this returns is answered by that version, or by one that was
    /// activated later.
    package func activate(_ key: VersionKey, generation: Int) {
        routes.withLock { $0.activate(key, generation: generation) }
    }

    /// Keeps a version in memory, once it is there, for as long as `body` runs: an activation must not lose what it loaded.
    package func keeping<Value>(_ key: VersionKey, _ body: () async throws -> Value) async rethrows -> Value {
        routes.withLock { $0.models[key.model]?.pins[key.version, default: 0] += 1 }
        defer { routes.withLock { $0.unpin(key) } }
        return try await body()
    }

    // MARK: - Loading

    /// The version in memory, loaded first if it is not; callers at the same time share one load.
    ///
    /// - Parameter retrying: whether a version that failed is tried again although its files are the same, and one whose
    ///   files changed is loaded beside the one in memory and replaces it; the active version is never replaced.
    /// - Throws: ``RegistryError``; the failure of a load stays with the version as its reason.
    package func load(_ key: VersionKey, retrying: Bool) async throws(RegistryError) -> LoadedVersion {
        guard key.model == ModelRepository.defaultModel else { throw unknownModel(key.model) }
        let artefact = repository.artefact(ofVersion: key.version)
        if artefact == nil, record(of: key) == nil, repository.hasFolder(ofVersion: key.version) {
            throw RegistryError(
                .unknownVersion,
                "the folder of version '\(key.version)' holds no model.pkl or model.joblib"
            )
        }
        let step = book.withLock { book in
            let isActive = active(of: key.model).version == key.version
            return book.load(key, artefact: artefact, retrying: retrying, isActive: isActive, run: startLoad)
        }
        switch step {
        case .loaded(let version): return version
        case .failed(let error): throw error
        case .waiting(let task): return try await task.value.get()
        }
    }

    /// Begins a load in a task of its own: it belongs to every caller, so no caller's cancellation ends it.
    private func startLoad(_ artefact: Artefact) -> Task<Result<LoadedVersion, RegistryError>, Never> {
        Task {
            let result = await loader.load(artefact)
            switch result {
            case .success(let version): publish(version)
            case .failure(let error): fail(artefact.key, error)
            }
            return result
        }
    }

    private func publish(_ version: LoadedVersion) {
        book.withLock { book in
            if book.finishLoad(version.key, .success(version)) == .publish {
                routes.withLock { $0.publish(version) }
            }
        }
        observer.didLoad(version)
    }

    private func fail(_ key: VersionKey, _ error: RegistryError) {
        book.withLock { _ = $0.finishLoad(key, .failure(error)) }
        observer.didFailToLoad(key, error)
    }

    // MARK: - Unloading

    /// Drops a version from memory once the requests that hold it are done; never the active one.
    ///
    /// - Returns: whether there was anything to drop.
    package func unload(_ key: VersionKey) -> Bool {
        let dismissed = book.withLock { book in
            let version = routes.withLock { $0.withdraw(key) }
            if version != nil { book.dismiss(key) }
            return version
        }
        guard let dismissed else { return false }
        dismissed.drain { [weak self] in
            guard let self else { return }
            self.book.withLock { $0.finishDraining(key) }
            self.observer.didUnload(key)
        }
        return true
    }

    // MARK: - Listing

    /// Reads the repository's folder anew.
    ///
    /// - Throws: ``RegistryError`` with code `repositoryUnusable`; what was known before stays.
    package func refresh() throws(RegistryError) {
        let artefacts = try repository.scan()
        book.withLock { $0.update(with: artefacts) }
    }

    /// The names of the versions that the repository holds, in natural order.
    package func versionNames(of model: String) -> [String] {
        book.withLock { $0.versionNames(of: model) }
    }

    /// What is known of every version that exists or is in memory, in natural order.
    package func records(of model: String) -> [VersionRecord] {
        book.withLock { book in
            book.versionNames(of: model, existing: false).compactMap {
                book.record(VersionKey(model: model, version: $0))
            }
        }
    }

    /// What is known of one version; nil when there is no such version.
    package func record(of key: VersionKey) -> VersionRecord? {
        book.withLock { $0.record(key) }
    }

    /// Whether there is such a version, in memory or in the repository as it is now.
    package func holds(_ key: VersionKey) -> Bool {
        knows(model: key.model) && (record(of: key) != nil || repository.artefact(ofVersion: key.version) != nil)
    }

    /// The sidecar's fields for people; empty when there is none that can be read.
    package func metadata(of record: VersionRecord) -> Sidecar? {
        if let loaded = record.loaded { return loaded.sidecar }
        guard let stamp = record.artefact?.sidecarModified else { return nil }
        if let known = book.withLock({ $0.sidecar(of: record.key, modified: stamp) }) { return known }
        // One that cannot be read is remembered too, as empty: its load says what is wrong with it.
        let json = try? repository.readSidecar(ofVersion: record.key.version)
        let sidecar = json.flatMap { try? Sidecar(json: $0) } ?? .empty
        book.withLock { $0.remember(sidecar, of: record.key, modified: stamp) }
        return sidecar
    }

    /// Whether a model of this name is served.
    package func knows(model: String) -> Bool { model == ModelRepository.defaultModel }

    package func unknownModel(_ name: String) -> RegistryError {
        RegistryError(
            .unknownModel,
            "there is no model of that name; this server has '\(ModelRepository.defaultModel)'"
        )
    }
}
