package import Hummingbird
import Identity
import NIOCore

/// What is known of a request besides itself.
package struct ServingContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// Names the request in the answer, in problems and in the log.
    var requestID = ""
    /// Who asks, where a key or a token says so.
    var principal: Principal?
    /// Why the caller is not known although it sent a key or a token; matters where one is needed.
    var identificationFailure: HTTPFailure?
    /// What the audit log is told of the request besides what everybody sees; nil where nothing is written down.
    var audit: AuditNote?
    /// Where the request came from; nil in tests without a network.
    let remoteAddress: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }

    /// The caller's address without its port, or `local`.
    var address: String { remoteAddress?.ipAddress ?? "local" }

    /// Who asks, for the history: the key's name or `token:` and the token's subject, with the address; or the address.
    var caller: String {
        guard let principal else { return address }
        // No key has a colon in its name, so a token's subject cannot pass for one.
        let name = principal.kind == .token ? "token:\(principal.name)" : principal.name
        return "\(name)@\(address)"
    }
}
