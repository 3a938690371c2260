/// Where activations are kept.
///
/// A protocol, so that a store shared by several servers can stand beside the one on disk.
package protocol ActivationStore: Sendable {
    /// The newest activation of a model; nil before the first.
    func current(of model: String) async throws(StoreError) -> Activation?

    /// Writes an activation so that it survives a crash of the machine once this returns.
    ///
    /// - Throws: ``StoreError`` with code `generationMoved` when another activation came first.
    func record(_ request: ActivationRequest) async throws(StoreError) -> Activation

    /// Activations, newest first.
    ///
    /// - Parameter model: nil for all models.
    func history(of model: String?, limit: Int) async throws(StoreError) -> [Activation]

    /// Ends the store's work; nothing may be asked of it afterwards.
    func close() throws(StoreError)
}
