/// The life of one version: events go in, what to do about them comes out.
///
///     unloaded → loading → ready → unloading → unloaded
///                loading → failed → loading
struct VersionMachine: Sendable, Equatable {
    enum State: Sendable, Equatable {
        case unloaded
        case loading
        case ready
        case failed(RegistryError)
        case unloading
    }

    enum Event: Sendable, Equatable {
        /// Somebody needs the version.
        case needed
        /// Somebody wants the version's changed files in place of those that were loaded.
        case changed
        case loaded
        case loadFailed(RegistryError)
        /// Somebody wants the memory back.
        case dismissed
        /// The last lease has ended.
        case drained
    }

    enum Action: Sendable, Equatable {
        /// Nothing is to be done; the version is where the event wants it.
        case none
        case startLoading
        /// A load is under way: wait for that one.
        case joinLoading
        /// Give the version to requests.
        case publish
        /// Take the version from requests, and wait for the leases on it.
        case drain
        /// Let go of the memory.
        case release
    }

    private(set) var state: State = .unloaded

    mutating func handle(_ event: Event) -> Action {
        switch (state, event) {
        case (.unloaded, .needed), (.failed, .needed), (.unloading, .needed):
            state = .loading
            return .startLoading
        case (.loading, .needed):
            return .joinLoading
        case (.ready, .changed):
            // It stays ready: what is in memory serves until the new one is there, and beyond if that fails.
            return .startLoading
        case (.loading, .loaded), (.ready, .loaded):
            state = .ready
            return .publish
        case (.loading, .loadFailed(let error)):
            state = .failed(error)
            return .none
        case (.ready, .dismissed):
            state = .unloading
            return .drain
        case (.unloading, .drained):
            state = .unloaded
            return .release
        default:
            return .none
        }
    }
}
