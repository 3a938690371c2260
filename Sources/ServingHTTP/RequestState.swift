import Admission
import Identity
import NIOCore
import Serving
import Synchronization

/// What is learnt about a request on its way, shared by all copies of its context.
///
/// Each middleware copies the context, and one reference is copied at a fraction of what a dozen cost.
final class RequestState: Sendable {
    struct Facts: Sendable {
        var requestID = ""
        var principal: Principal?
        var identificationFailure: HTTPFailure?
        var audit: AuditNote?
        var forwardedAddress: IPAddress?
        var patience = Patience.endless
    }

    let remoteAddress: SocketAddress?
    let arrival = ContinuousClock.now
    let channel: any Channel
    private let facts = Mutex(Facts())

    init(channel: any Channel) {
        self.channel = channel
        remoteAddress = channel.remoteAddress
    }

    func with<Value: Sendable>(_ body: (inout sending Facts) -> Value) -> Value {
        facts.withLock { body(&$0) }
    }
}
