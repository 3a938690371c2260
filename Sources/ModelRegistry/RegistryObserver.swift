/// Who hears what happens to versions; called from the thread on which it happens.
package protocol RegistryObserver: Sendable {
    /// What is kept with a version from the moment it is loaded; asked for once a load.
    func attachment(for key: VersionKey) -> any AnyObject & Sendable
    func didLoad(_ version: LoadedVersion)
    func didFailToLoad(_ key: VersionKey, _ error: RegistryError)
    func didUnload(_ key: VersionKey)
}
