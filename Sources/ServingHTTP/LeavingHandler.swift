import HTTPTypes
import NIOCore
import NIOExtras
import NIOHTTPTypes

/// Lets a connection end without losing a request when the server shuts down.
///
/// Closing a connection that looks idle resets a request that is on its way. So the shutdown is kept from the connection
/// for a moment: a request that arrives is answered with `Connection: close`, and only then is the connection closed, or
/// when the moment is over.
final class LeavingHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private static let grace = TimeAmount.milliseconds(500)

    private var isLeaving = false
    /// Whether the answer under way tells the client that it is the last.
    private var isLastAnswer = false
    private var deadline: Scheduled<Void>?

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent, !isLeaving else {
            return context.fireUserInboundEventTriggered(event)
        }
        isLeaving = true
        let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: Self.grace) {
            bound.value.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        }
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard isLeaving else { return context.write(data, promise: promise) }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            head.headerFields[.connection] = "close"
            isLastAnswer = head.status.kind != .informational
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end where isLastAnswer:
            context.writeAndFlush(data, promise: promise)
            context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        default:
            context.write(data, promise: promise)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = nil
    }
}
