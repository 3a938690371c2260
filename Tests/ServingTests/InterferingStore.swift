import ModelStore
import Synchronization

/// A store that lets something happen right before the next activation is recorded, or fails it.
final class InterferingStore: ActivationStore {
    private let inner: any ActivationStore
    private let interference = Mutex<(@Sendable () async throws -> Void)?>(nil)

    init(_ inner: any ActivationStore) {
        self.inner = inner
    }

    /// Runs `body` once, before the next activation is recorded; what it throws is what recording throws.
    func beforeNextRecord(_ body: @escaping @Sendable () async throws -> Void) {
        interference.withLock { $0 = body }
    }

    func current(of model: String) async throws(StoreError) -> Activation? {
        try await inner.current(of: model)
    }

    func record(_ request: ActivationRequest) async throws(StoreError) -> Activation {
        let body = interference.withLock { interference in
            defer { interference = nil }
            return interference
        }
        do {
            try await body?()
        } catch {
            throw error as? StoreError ?? StoreError(.databaseUnusable, "\(error)")
        }
        return try await inner.record(request)
    }

    func history(of model: String?, limit: Int) async throws(StoreError) -> [Activation] {
        try await inner.history(of: model, limit: limit)
    }

    func close() throws(StoreError) {
        try inner.close()
    }
}
