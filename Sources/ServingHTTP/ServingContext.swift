import Admission
package import Hummingbird
import Identity
import NIOCore
import Serving

/// What is known of a request besides itself.
package struct ServingContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    private let state: RequestState

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        state = RequestState(channel: source.channel)
    }

    // MARK: - What is learnt on the way

    /// Names the request in the answer, in problems and in the log.
    var requestID: String {
        get { state.with { $0.requestID } }
        nonmutating set { state.with { $0.requestID = newValue } }
    }

    /// Who asks, where a key or a token says so.
    var principal: Principal? {
        get { state.with { $0.principal } }
        nonmutating set {
            state.with { $0.principal = newValue }
            RequestRecord.current?.recognised(caller: newValue?.name)
        }
    }

    /// Why the caller is not known although it sent a key or a token; matters where one is needed.
    var identificationFailure: HTTPFailure? {
        get { state.with { $0.identificationFailure } }
        nonmutating set { state.with { $0.identificationFailure = newValue } }
    }

    /// What the audit log is told of the request besides what everybody sees; nil where nothing is written down.
    var audit: AuditNote? {
        get { state.with { $0.audit } }
        nonmutating set { state.with { $0.audit = newValue } }
    }

    /// Where a trusted proxy says that the request came from.
    var forwardedAddress: IPAddress? {
        get { state.with { $0.forwardedAddress } }
        nonmutating set { state.with { $0.forwardedAddress = newValue } }
    }

    /// How long the caller waits for a prediction.
    var patience: Patience {
        get { state.with { $0.patience } }
        nonmutating set { state.with { $0.patience = newValue } }
    }

    // MARK: - What is known from the start

    /// Where the connection came from; nil in tests without a network.
    var remoteAddress: SocketAddress? { state.remoteAddress }
    /// When the request's head was there.
    var arrival: ContinuousClock.Instant { state.arrival }
    /// The connection, or the stream of one.
    var channel: any Channel { state.channel }

    /// The caller's address without its port, or `local`.
    var address: String { ipAddress?.description ?? "local" }

    /// Who asks, for the history: the key's name or `token:` and the token's subject, with the address; or the address.
    var caller: String {
        guard let principal else { return address }
        // No key has a colon in its name, so a token's subject cannot pass for one.
        let name = principal.kind == .token ? "token:\(principal.name)" : principal.name
        return "\(name)@\(address)"
    }
}
