import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Holds a stream of HTTP/2 to the times of its body and its answer, and ends it after an answer that was given before its
/// request was read.
final class StreamHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ConnectionLimits
    private let streams: StreamSet
    private var watch: ConnectionWatch?
    private var isRequestBeingRead = true

    init(limits: ConnectionLimits, streams: StreamSet) {
        self.limits = limits
        self.streams = streams
    }

    func handlerAdded(context: ChannelHandlerContext) {
        let watch = ConnectionWatch(context.channel, limits: limits)
        self.watch = watch
        streams.open(watch)
    }

    // MARK: - Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head: watch?.note { $0.headEnded(at: $1) }
        case .body(let bytes): watch?.note { clock, _ in clock.bodyReceived(bytes.readableBytes) }
        case .end:
            isRequestBeingRead = false
            watch?.note { $0.requestEnded(at: $1) }
        }
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        watch?.note { $0.take(false, at: $1) }
        context.fireChannelReadComplete()
    }

    func read(context: ChannelHandlerContext) {
        watch?.note { $0.take(true, at: $1) }
        context.read()
    }

    // MARK: - Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard let watch else { return context.write(data, promise: promise) }
        switch unwrapOutboundIn(data) {
        case .head(var head):
            // Of a connection, HTTP/2 says nothing in a header.
            head.headerFields[.connection] = nil
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .body(var bytes) where bytes.readableBytes > ByteHandler.pieceBytes:
            write(&bytes, context, watch, promise)
        case .end:
            finish(context, data, watch.endPromise(on: context, telling: promise))
        case .body:
            context.write(data, promise: promise)
        }
    }

    private func write(
        _ bytes: inout ByteBuffer,
        _ context: ChannelHandlerContext,
        _ watch: ConnectionWatch,
        _ promise: EventLoopPromise<Void>?
    ) {
        while let piece = bytes.readSlice(length: min(bytes.readableBytes, ByteHandler.pieceBytes)),
            piece.readableBytes > 0
        {
            let isLast = bytes.readableBytes == 0
            context.write(
                wrapOutboundOut(.body(piece)),
                promise: watch.promise(of: piece.readableBytes, on: context, telling: isLast ? promise : nil)
            )
        }
    }

    private func finish(_ context: ChannelHandlerContext, _ data: NIOAny, _ promise: EventLoopPromise<Void>) {
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        promise.futureResult.whenComplete { _ in
            let (handler, context) = bound.value
            if handler.isRequestBeingRead { context.close(promise: nil) }
        }
        context.writeAndFlush(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let isWritable = context.channel.isWritable
        watch?.note { $0.writabilityChanged(isWritable, at: $1) }
        context.fireChannelWritabilityChanged()
    }

    // MARK: - The end

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }

    private func end() {
        guard let watch else { return }
        watch.end()
        streams.close(watch)
        self.watch = nil
    }
}
