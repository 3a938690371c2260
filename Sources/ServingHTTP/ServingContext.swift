import Admission
package import Hummingbird
import Identity
import NIOCore
import Serving

/// What is known of a request besides itself.
package struct ServingContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Names the request in the answer, in problems and in the log.
    var requestID = ""
    /// Who asks, where a key or a token says so.
    var principal: Principal?
    /// Where the connection came from; nil in tests without a network.
    let remoteAddress: SocketAddress?
    /// Where a trusted proxy says that the request came from.
    var forwardedAddress: IPAddress?
    /// When the request's head was there.
    let arrival = ContinuousClock.now
    /// How long the caller waits for a prediction.
    var patience = Patience.endless
    let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
        channel = source.channel
    }

    /// The caller's address without its port, or `local`.
    var address: String { forwardedAddress?.description ?? remoteAddress?.ipAddress ?? "local" }

    /// Who asks, for the history: the key's name or the token's subject with the address, or the address alone.
    var caller: String { principal.map { "\($0.name)@\(address)" } ?? address }
}
