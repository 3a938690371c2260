package import Hummingbird
import NIOCore

/// What is known of a request besides itself.
package struct ServingContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Names the request in the answer, in problems and in the log.
    var requestID = ""
    /// Where the request came from; nil in tests without a network.
    let remoteAddress: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }

    /// Who asks, for the history: the address, or `local`.
    var caller: String { remoteAddress?.ipAddress ?? "local" }
}
