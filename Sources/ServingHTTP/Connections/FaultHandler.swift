import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Turns what is wrong with a connection into the answer of its last request.
///
/// A fault in a body goes to the handler that waits for it. One between requests lets Hummingbird write its empty 400 when
/// the answers before it are out; that one leaves here as a problem with the status of the fault.
final class FaultHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let watch: ConnectionWatch
    private var fault: ConnectionFault?
    private var isRequestBeingRead = false
    private var unanswered = 0

    init(watch: ConnectionWatch) {
        self.watch = watch
    }

    // MARK: - Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard fault == nil else { return }
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            isRequestBeingRead = true
            watch.note { $0.headEnded(at: $1) }
        case .body(let bytes):
            watch.note { clock, _ in clock.bodyReceived(bytes.readableBytes) }
        case .end:
            isRequestBeingRead = false
            watch.note { $0.requestEnded(at: $1) }
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let error as HTTPParserError: stop(context, ConnectionFault(error, in: watch.line))
        case let error as ConnectionFault: stop(context, error)
        default: context.fireErrorCaught(error)
        }
    }

    private func stop(_ context: ChannelHandlerContext, _ fault: ConnectionFault) {
        guard self.fault == nil else { return }
        self.fault = fault
        context.triggerUserOutboundEvent(ConnectionEnding(), promise: nil)
        context.fireErrorCaught(isRequestBeingRead ? fault : HTTPParserError.unknown)
    }

    // MARK: - Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status == .badRequest && unanswered == 0 && fault != nil:
            writeProblem(context, promise)
        case .end:
            unanswered = max(0, unanswered - 1)
            context.write(data, promise: watch.endPromise(on: context, telling: promise))
        default:
            context.write(data, promise: promise)
        }
    }

    private func writeProblem(_ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        guard let fault else { return }
        let problem = ProblemTable.parts(of: HTTPFailure(fault), requestID: TraceContext([:]).spanID)
        context.write(wrapOutboundOut(.head(problem.head)), promise: nil)
        context.write(wrapOutboundOut(.body(problem.body)), promise: promise)
    }
}

extension ConnectionWatch {
    /// A promise for the end of an answer, which tells the clock when it is written.
    func endPromise(on context: ChannelHandlerContext, telling other: EventLoopPromise<Void>?) -> EventLoopPromise<Void>
    {
        note { $0.endQueued(at: $1) }
        let promise = other ?? context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.assumeIsolated().whenComplete { _ in
            self.note { $0.endWritten(at: $1) }
        }
        return promise
    }
}
