import Synchronization

/// Bytes that several tasks add to.
final class ByteCollector: Sendable {
    private let state = Mutex<[UInt8]>([])

    var bytes: [UInt8] { state.withLock { $0 } }

    func append(_ more: some Sequence<UInt8>) {
        let more = Array(more)
        state.withLock { $0 += more }
    }
}
