/// What the registry knows of one version at one moment.
package struct VersionRecord: Sendable {
    package enum State: Sendable, Equatable {
        case unloaded
        case loading
        case ready
        case failed(reason: String)
        case unloading
    }

    package let key: VersionKey
    package let state: State
    /// The file in the repository; nil when it is gone and the version lives in memory alone.
    package let artefact: Artefact?
    package let loaded: LoadedVersion?
}
