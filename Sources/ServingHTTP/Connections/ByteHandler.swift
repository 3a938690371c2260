import NIOCore
import NIOExtras

/// Asks the handlers of a connection's bytes to swallow what still comes: no more of it is understood, or the last answer is out.
struct ConnectionEnding: Sendable {}

/// Tells the watch of the bytes that come and go, and cuts large answers into pieces whose progress can be seen.
final class ByteHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundIn = IOData
    typealias OutboundOut = IOData

    private let watch: ConnectionWatch
    private var isSwallowing = false
    private var nextSwallow: Scheduled<Void>?

    static let pieceBytes = 64 << 10
    /// Between two reads of bytes that nobody wants: some 100 MB a second are enough for a client that sends all before it
    /// reads, and leave the event loop to the others.
    private static let swallowPause = TimeAmount.milliseconds(2)

    init(watch: ConnectionWatch) {
        self.watch = watch
    }

    // MARK: - Reading

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isSwallowing else { return }
        watch.received(unwrapInboundIn(data).readableBytesView)
        context.fireChannelRead(data)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        watch.note { $0.take(false, at: $1) }
        context.fireChannelReadComplete()
        if isSwallowing { swallow(context) }
    }

    func read(context: ChannelHandlerContext) {
        guard !isSwallowing else { return swallow(context) }
        watch.note { $0.take(true, at: $1) }
        context.read()
    }

    private func swallow(_ context: ChannelHandlerContext) {
        guard nextSwallow == nil else { return }
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        nextSwallow = context.eventLoop.assumeIsolated().scheduleTask(in: Self.swallowPause) {
            let (handler, context) = bound.value
            handler.nextSwallow = nil
            context.read()
        }
    }

    private func end() {
        nextSwallow?.cancel()
        nextSwallow = nil
        watch.end()
    }

    // MARK: - Writing

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .byteBuffer(var buffer) = unwrapOutboundIn(data), buffer.readableBytes > Self.pieceBytes else {
            return context.write(data, promise: promise)
        }
        while let piece = buffer.readSlice(length: min(buffer.readableBytes, Self.pieceBytes)), piece.readableBytes > 0
        {
            let isLast = buffer.readableBytes == 0
            context.write(
                wrapOutboundOut(.byteBuffer(piece)),
                promise: watch.promise(of: piece.readableBytes, on: context, telling: isLast ? promise : nil)
            )
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        let isWritable = context.channel.isWritable
        watch.note { $0.writabilityChanged(isWritable, at: $1) }
        context.fireChannelWritabilityChanged()
    }

    // MARK: - The end

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent { watch.note { $0.leave(at: $1) } }
        context.fireUserInboundEventTriggered(event)
    }

    func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?) {
        guard event is ConnectionEnding else { return context.triggerUserOutboundEvent(event, promise: promise) }
        promise?.succeed()
        guard !isSwallowing else { return }
        // Closing with bytes unread resets the connection, and takes from the client the answer that it did not read yet.
        isSwallowing = true
        watch.note { clock, _ in clock.stopReading() }
        swallow(context)
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        end()
    }
}

extension ConnectionWatch {
    /// A promise for a piece of an answer, which tells the clock when it is written.
    func promise(
        of bytes: Int,
        on context: ChannelHandlerContext,
        telling other: EventLoopPromise<Void>?
    ) -> EventLoopPromise<Void> {
        note { $0.queued(bytes, at: $1) }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in
            self.note { $0.written(bytes, at: $1) }
        }
        promise.futureResult.cascade(to: other)
        return promise
    }
}
