import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOHTTPTypes
import NIOSSL
import NIOTLS

/// Connections over TLS, on which the handshake says what is spoken.
extension FrontChannel {
    private typealias Negotiation = NIOTypedApplicationProtocolNegotiationHandler<Conversation>

    func negotiate(
        _ channel: any Channel,
        _ identity: TLSIdentity,
        _ logger: Logger
    ) throws -> EventLoopFuture<Conversation> {
        let pipeline = channel.pipeline.syncOperations
        let handshake = HandshakeHandler(timeout: .nanoseconds(Int64(limits.headerTimeout * 1e9)))
        // The certificate is the one of now; a reload changes nothing on connections that there are.
        try pipeline.addHandler(NIOSSLServerHandler(context: identity.context))
        try pipeline.addHandler(handshake)
        let bound = NIOLoopBound(handshake, eventLoop: channel.eventLoop)
        let negotiation = Negotiation { result, channel in
            channel.pipeline.syncOperations.removeHandler(bound.value, promise: nil)
            return speak(result, channel, logger)
        }
        try pipeline.addHandler(negotiation)
        return negotiation.protocolNegotiationResult
    }

    private func speak(_ chosen: ALPNResult, _ channel: any Channel, _ logger: Logger) -> EventLoopFuture<Conversation>
    {
        guard case .negotiated("h2") = chosen else {
            return channel.eventLoop.makeCompletedFuture { .http1(try speakHTTP1(channel, isSecure: true)) }
        }
        let streams = StreamSet(channel, limits: limits)
        let http2 = HTTP2Channel(responder: responder, configuration: configuration(streams))
        do {
            try channel.pipeline.syncOperations.addHandler(StreamSetHandler(streams: streams))
        } catch {
            return channel.eventLoop.makeFailedFuture(error)
        }
        return http2.setup(channel: channel, logger: logger).map { .http2(http2, $0) }
    }

    private func configuration(_ streams: StreamSet) -> HTTP2Channel.Configuration {
        let bound = NIOLoopBound(streams, eventLoop: streams.eventLoop)
        return HTTP2Channel.Configuration(
            idleTimeout: .seconds(limits.idleTimeout),
            gracefulCloseTimeout: .seconds(limits.lastBodyTimeout),
            streamConfiguration: .init(
                additionalChannelHandlers: [
                    ContinueHandler(maximumBodyBytes: maximumBodyBytes),
                    StreamHandler(limits: limits, streams: bound.value), DepartureHandler(),
                ]
            )
        )
    }
}
