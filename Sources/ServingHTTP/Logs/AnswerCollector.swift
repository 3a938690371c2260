import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Takes the bytes of an answer that is complete already.
struct AnswerCollector: ResponseBodyWriter {
    private final class Bytes: Sendable {
        let collected = Mutex<[UInt8]>([])
    }

    private let bytes = Bytes()

    /// The bytes of a body of known length; nil for one that goes on without end.
    static func bytes(of body: ResponseBody) async -> [UInt8]? {
        guard body.contentLength != nil else { return nil }
        let collector = AnswerCollector()
        guard (try? await body.write(collector)) != nil else { return nil }
        return collector.bytes.collected.withLock { $0 }
    }

    func write(_ buffer: ByteBuffer) {
        bytes.collected.withLock { $0.append(contentsOf: buffer.readableBytesView) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) {}
}
