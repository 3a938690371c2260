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

/// Why the store could not do what was asked; two of the same code are equal.
package struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The state directory cannot be made, written or locked.
        case directoryUnusable
        /// The database cannot be opened, read or written.
        case databaseUnusable
        /// Another activation came first.
        case generationMoved
    }

    package let code: Code
    /// What was got, what was expected, what to do.
    package let message: String
    /// The activation that came first, for `generationMoved`.
    package let newer: Activation?

    package init(_ code: Code, _ message: String, newer: Activation? = nil) {
        self.code = code
        self.message = message
        self.newer = newer
    }

    package var description: String { message }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
