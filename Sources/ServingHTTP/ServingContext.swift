package import Hummingbird
import Identity
import NIOCore

/// What is known of a request besides itself.
package struct ServingContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Names the request in the answer, in problems and in the log.
    var requestID = ""
    /// Who asks, where a key or a token says so.
    var principal: Principal? {
        didSet { RequestRecord.current?.recognised(caller: principal?.name) }
    }
    /// Where the request came from; nil in tests without a network.
    let remoteAddress: SocketAddress?
    /// The connection, or the stream of one.
    let channel: any Channel

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
        channel = source.channel
    }

    /// The caller's address without its port, or `local`.
    var address: String { remoteAddress?.ipAddress ?? "local" }

    /// Who asks, for the history: the key's name or the token's subject with the address, or the address alone.
    var caller: String { principal.map { "\($0.name)@\(address)" } ?? address }
}
