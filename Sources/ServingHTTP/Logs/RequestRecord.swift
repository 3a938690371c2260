import Logging
import Synchronization

/// What is learnt about a request on its way, for the lines that tell of it.
///
/// Whatever runs on behalf of the request finds it as ``current``; every line that is logged meanwhile carries its names.
final class RequestRecord: Sendable {
    @TaskLocal static var current: RequestRecord?

    struct Facts: Sendable {
        /// Who asks, as a key or a token says.
        var caller: String?
        /// The model and version that a prediction is asked of; the version that answered, once one has.
        var model: String?
        var version: String?
        /// Bytes of the body, as they were read.
        var bodyBytes: Int?
        /// The body itself, where it is kept.
        var body: [UInt8]?
        var isPrediction = false
    }

    let id: String
    let trace: TraceContext
    /// Whether bodies are kept for the request log.
    let keepsBodies: Bool
    private let shared = Mutex(Facts())

    init(id: String, trace: TraceContext, keepsBodies: Bool) {
        self.id = id
        self.trace = trace
        self.keepsBodies = keepsBodies
    }

    var facts: Facts { shared.withLock { $0 } }

    func recognised(caller: String?) {
        shared.withLock { $0.caller = caller }
    }

    /// Takes note of the body, as the handler gets it.
    func read(_ body: [UInt8]) {
        shared.withLock { facts in
            facts.bodyBytes = body.count
            if keepsBodies { facts.body = body }
        }
    }

    /// The request is a prediction by this model.
    func asks(model: String, version: String?) {
        shared.withLock { facts in
            facts.isPrediction = true
            facts.model = model
            facts.version = version
        }
    }

    /// A version answered.
    func answered(model: String, version: String) {
        asks(model: model, version: version)
    }

    /// What each line that is logged on behalf of a request carries.
    private var metadata: Logger.Metadata {
        [
            "request_id": .string(id), "trace_id": .string(trace.traceID), "span_id": .string(trace.spanID),
            "sampled": .stringConvertible(trace.isSampled),
        ]
    }

    static let metadataProvider = Logger.MetadataProvider { current?.metadata ?? [:] }
}
