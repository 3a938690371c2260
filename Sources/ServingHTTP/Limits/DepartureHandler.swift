import NIOCore
import Serving

/// Notices when a connection's client is gone, or has nothing more to say, while its request waits for its turn.
final class DepartureHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    private var isGone = false
    private var body: (@Sendable () -> Void)?

    func watch(_ body: @escaping @Sendable () -> Void) {
        guard !isGone else { return body() }
        self.body = body
    }

    func unwatch() {
        body = nil
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { leave() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    private func leave() {
        isGone = true
        let body = body
        self.body = nil
        body?()
    }
}

/// The departure of a channel's client; never told where the channel has no ``DepartureHandler``.
struct ChannelDeparture: Departure {
    let channel: any Channel

    func watch(_ body: @escaping @Sendable () -> Void) {
        withHandler { $0.watch(body) }
    }

    func unwatch() {
        withHandler { $0.unwatch() }
    }

    private func withHandler(_ body: @escaping @Sendable (DepartureHandler) -> Void) {
        let channel = channel
        channel.eventLoop.execute {
            guard let handler = try? channel.pipeline.syncOperations.handler(type: DepartureHandler.self) else {
                return
            }
            body(handler)
        }
    }
}
