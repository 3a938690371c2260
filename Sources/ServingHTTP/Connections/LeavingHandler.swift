import HTTPTypes
import NIOCore
import NIOExtras
import NIOHTTPTypes

/// Ends a connection without losing a request or the rest of an answer.
///
/// On a shutdown, closing a connection that looks idle resets a request that is on its way. So the shutdown is kept from
/// the connection for a moment: a request that arrives is answered with `Connection: close`, and one that is being
/// answered is answered to its end. A connection is also ended after an answer that was given before its request was
/// read, which would otherwise have to be swallowed however long it is.
final class LeavingHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a request may take to arrive after the shutdown began.
    private static let grace = TimeAmount.milliseconds(500)
    /// How long the client has to take note of the end before the connection is closed under it.
    private static let lingering = TimeAmount.seconds(1)

    /// Requests on one connection that wait for their answers.
    private static let mostUnanswered = 1024

    private var isLeaving = false
    private var isGraceOver = false
    private var isRequestBeingRead = false
    private var unanswered = 0
    /// Whether the answer under way tells the client that it is the last.
    private var isLastAnswer = false
    /// Whether the request that was read last is the connection's last.
    private var isLastRequest = false
    private var timer: Scheduled<Void>?

    // MARK: - Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            unanswered += 1
            // Nobody asks so much before the first answer but to fill the memory.
            guard unanswered <= Self.mostUnanswered else { return context.close(promise: nil) }
            isRequestBeingRead = true
            isLastRequest = head.headerFields[.connection]?.lowercased() == "close"
        case .end:
            isRequestBeingRead = false
        case .body:
            break
        }
        context.fireChannelRead(data)
    }

    // MARK: - Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where head.status.kind != .informational:
            let isAsked = head.headerFields[.connection]?.lowercased() == "close"
            isLastAnswer = isAsked || isLeaving || isRequestBeingRead || (isLastRequest && unanswered == 1)
            if isLastAnswer { head.headerFields[.connection] = "close" }
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            finishAnswer(context, data, promise)
        default:
            context.write(data, promise: promise)
        }
    }

    private func finishAnswer(_ context: ChannelHandlerContext, _ data: NIOAny, _ promise: EventLoopPromise<Void>?) {
        let written = promise ?? context.eventLoop.makePromise()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        // Not before the last byte is out: closing throws away what still waits to be written.
        written.futureResult.whenComplete { _ in
            let (handler, context) = bound.value
            handler.unanswered -= 1
            if handler.isLastAnswer || (handler.isGraceOver && handler.unanswered == 0) { handler.end(context) }
        }
        context.writeAndFlush(data, promise: written)
    }

    /// Says goodbye, and closes the connection when the client has done so too or has had its time.
    private func end(_ context: ChannelHandlerContext) {
        context.triggerUserOutboundEvent(ConnectionEnding(), promise: nil)
        context.close(mode: .output, promise: nil)
        schedule(in: Self.lingering, context) { _, context in context.close(promise: nil) }
    }

    // MARK: - The shutdown

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
        guard !isLeaving else { return }
        isLeaving = true
        guard !isLastAnswer else { return }
        schedule(in: Self.grace, context) { handler, context in
            handler.isGraceOver = true
            if handler.unanswered == 0 { context.close(promise: nil) }
        }
    }

    private func schedule(
        in delay: TimeAmount,
        _ context: ChannelHandlerContext,
        _ body: @escaping (LeavingHandler, ChannelHandlerContext) -> Void
    ) {
        timer?.cancel()
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: delay) {
            let (handler, context) = bound.value
            body(handler, context)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
    }
}
