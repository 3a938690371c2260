import HummingbirdCore
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1
import NIOTLS

/// What an accepted connection becomes: HTTP/1.1, or over TLS what the client chose, each with its limits.
struct FrontChannel: HTTPChannelHandler {
    typealias HTTP1 = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

    /// What is spoken on a connection.
    enum Conversation: Sendable {
        case http1(HTTP1)
        case http2(HTTP2Channel, HTTP2Channel.Value)
    }

    struct Value: ServerChildChannelValue {
        let channel: any Channel
        /// nil for a connection that was turned away.
        let conversation: EventLoopFuture<Conversation>?
    }

    let responder: Responder
    let limits: ConnectionLimits
    let maximumBodyBytes: Int
    /// nil for a listener without TLS.
    let identity: TLSIdentity?
    let door: ConnectionDoor

    /// The most that a request's head may have, beside ``HeadCheck/longestTarget``.
    private static let longestHeaders = 64 << 10
    private static let longestHeader = 16 << 10
    private static let mostHeaders = 128

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            guard door.admit(channel) else {
                logger.debug(
                    "connection turned away",
                    metadata: ["address": "\(channel.remoteAddress?.ipAddress ?? "")"]
                )
                channel.close(promise: nil)
                return Value(channel: channel, conversation: nil)
            }
            guard let identity else {
                let http1 = try speakHTTP1(channel, isSecure: false)
                return Value(channel: channel, conversation: channel.eventLoop.makeSucceededFuture(.http1(http1)))
            }
            return Value(channel: channel, conversation: try negotiate(channel, identity, logger))
        }
    }

    func handle(value: Value, logger: Logger) async {
        do {
            switch try await value.conversation?.get() {
            case .http1(let channel): await handleHTTP(asyncChannel: channel, logger: logger)
            case .http2(let http2, let connection): await http2.handle(value: connection, logger: logger)
            case nil: break
            }
        } catch {
            logger.debug("no conversation", metadata: ["error": "\(error)"])
        }
    }

    // MARK: - HTTP/1.1

    func speakHTTP1(_ channel: any Channel, isSecure: Bool) throws -> HTTP1 {
        try Self.addHTTP1Handlers(to: channel, limits: limits, maximumBodyBytes: maximumBodyBytes, isSecure: isSecure)
        return try HTTP1(
            wrappingChannelSynchronously: channel,
            configuration: .init(isOutboundHalfClosureEnabled: true)
        )
    }

    /// Between the bytes and Hummingbird.
    static func addHTTP1Handlers(
        to channel: any Channel,
        limits: ConnectionLimits,
        maximumBodyBytes: Int,
        isSecure: Bool
    ) throws {
        let pipeline = channel.pipeline.syncOperations
        let watch = ConnectionWatch(channel, limits: limits)
        try pipeline.addHandler(ByteHandler(watch: watch))
        var decoderLimits = NIOHTTPDecoderLimitConfiguration()
        decoderLimits.maxHeaderFieldSize = longestHeader
        decoderLimits.maxHeaderListSize = longestHeaders
        decoderLimits.maxHeaderFieldCount = mostHeaders
        try pipeline.configureHTTPServerPipeline(
            withPipeliningAssistance: false,
            withErrorHandling: false,
            withOutboundHeaderValidation: false,
            withEncoderConfiguration: .init(),
            withDecoderLimitConfiguration: decoderLimits
        )
        try pipeline.addHandler(BodyGatheringHandler())
        try pipeline.addHandler(HeadCheckHandler())
        try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: isSecure))
        try pipeline.addHandler(ContinueHandler(maximumBodyBytes: maximumBodyBytes))
        try pipeline.addHandler(LeavingHandler())
        try pipeline.addHandler(FaultHandler(watch: watch))
        try pipeline.addHandler(DepartureHandler())
    }
}
