import NIOCore
import NIOHTTP1

/// Stops a connection at the first request that ``HeadCheck`` refuses, while its raw headers can still be seen.
///
/// Also says in the head when the request is the connection's last: one of HTTP/1.0 that does not ask for more, or one that
/// asks for another protocol, after which the parser reads nothing.
final class HeadCheckHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    private var isRefused = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isRefused else { return }
        guard case .head(let head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
        if let fault = HeadCheck.fault(in: head) {
            isRefused = true
            return context.fireErrorCaught(fault)
        }
        context.fireChannelRead(isLast(head) ? wrapInboundOut(.head(Self.last(head))) : data)
    }

    private func isLast(_ head: HTTPRequestHead) -> Bool {
        !head.isKeepAlive || head.headers.contains(name: "upgrade")
    }

    private static func last(_ head: HTTPRequestHead) -> HTTPRequestHead {
        var head = head
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        return head
    }
}
