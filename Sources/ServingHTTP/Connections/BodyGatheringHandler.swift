import NIOCore
import NIOHTTP1

/// Gathers the pieces of a body that came with one read into one.
///
/// A body in chunks of a byte would else cost a thousand times what its bytes do, each on its way to the task that reads it.
final class BodyGatheringHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private var gathered: ByteBuffer?

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .body(var piece) = unwrapInboundIn(data) else {
            pass(context)
            return context.fireChannelRead(data)
        }
        if gathered == nil { gathered = piece } else { gathered?.writeBuffer(&piece) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        pass(context)
        context.fireChannelReadComplete()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        pass(context)
        context.fireErrorCaught(error)
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        pass(context)
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        pass(context)
        context.fireChannelInactive()
    }

    private func pass(_ context: ChannelHandlerContext) {
        guard let body = gathered else { return }
        gathered = nil
        context.fireChannelRead(wrapInboundOut(.body(body)))
    }
}
