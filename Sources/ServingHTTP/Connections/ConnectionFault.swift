import HTTPTypes
import NIOHTTP1

/// Why a connection is ended for what its client sent, or did not send.
struct ConnectionFault: Error, Equatable {
    enum Code: Equatable {
        case malformed
        case targetTooLong
        case headersTooLarge
        /// A method or a transfer coding that the server does not know.
        case notImplemented
        case unsupportedVersion
        case timedOut
        /// The client stopped in the middle of a request.
        case ended
        /// The server stops and cannot wait for the rest.
        case leaving
    }

    let code: Code
    /// What was got, what was expected, what to do.
    let detail: String

    init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// What was late.
    init(_ overdue: ConnectionClock.Overdue) {
        switch overdue {
        case .lastBody:
            self.init(.leaving, "the server is being stopped and cannot wait for the rest of the body; ask again")
        case .body: self.init(.timedOut, "the body arrived too slowly; send it without pauses, or raise BODY_TIMEOUT")
        case .first, .head, .next, .answer:
            self.init(.timedOut, "the head of the request did not arrive in time; send it at once")
        }
    }

    /// What the parser did not understand.
    ///
    /// - Parameter line: the beginning of the request.
    init(_ error: HTTPParserError, in line: RequestLine) {
        switch error {
        case .headerOverflow where line.isOpen: self = .longTarget
        case .headerOverflow:
            self.init(.headersTooLarge, "the headers are too many or too large; 64 KiB and 128 of them may be sent")
        case .invalidMethod where line.startsLikeMethod:
            self.init(
                .notImplemented,
                "the method is none of HTTP's; GET, HEAD and POST are those that do something here"
            )
        case .invalidVersion where line.endsBare:
            self.init(.malformed, "a line of the head ends without a carriage return")
        case .invalidVersion, .paused,
            .invalidConstant where line.startsLikeMethod:
            self.init(
                .unsupportedVersion,
                "the request is not of HTTP/1.1, nor of HTTP/1.0; HTTP/2 is spoken over TLS only"
            )
        case .unexpectedContentLength, .invalidContentLength: self = .unclearLength
        case .invalidChunkSize: self.init(.malformed, "the size of a chunk is no hexadecimal number")
        case .invalidEOFState, .closedConnection: self.init(.ended, "the request ended before it was complete")
        default:
            self.init(.malformed, "the request is not HTTP/1.1; see that it was sent to the right port, without TLS")
        }
    }

    static let longTarget = ConnectionFault(
        .targetTooLong,
        "the path and the query are over \(HeadCheck.longestTarget) bytes; send the rest in a body"
    )
    static let unclearLength = ConnectionFault(
        .malformed,
        "the request says its length in two ways or in none that is a number; send one Content-Length, or chunks"
    )
}

extension HTTPFailure {
    init(_ fault: ConnectionFault) {
        let code: Code =
            switch fault.code {
            case .malformed: .badRequest
            case .targetTooLong: .targetTooLong
            case .headersTooLarge: .headersTooLarge
            case .notImplemented: .notImplemented
            case .unsupportedVersion: .unsupportedVersion
            case .timedOut: .requestTimedOut
            case .ended: .clientGone
            case .leaving: .notReady
            }
        self.init(code, fault.detail, headers: [.connection: "close"])
    }
}
