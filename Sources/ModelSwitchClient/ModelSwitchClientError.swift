public import ModelSwitchAPI

/// Why a call to a server did not succeed; two of the same code are equal.
public struct ModelSwitchClientError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Code: String, Sendable {
        /// No connection could be made.
        case unreachable
        /// The server did not answer in time; what was asked for may have happened.
        case timedOut
        /// The connection broke before the answer; what was asked for may have happened.
        case connectionLost
        /// A key is missing or wrong.
        case unauthorized
        /// The server refuses this caller or address, or the key lacks a scope; the message says which.
        case forbidden
        /// There is no such model, version or route.
        case notFound
        /// Somebody else switched meanwhile, or the version cannot become active.
        case conflict
        /// The request was refused for another reason; ``ModelSwitchClientError/problem`` says which.
        case rejected
        /// The server has no room, is starting or is shutting down.
        case unavailable
        /// The answer is none of ModelSwitch's.
        case badAnswer
    }

    public let code: Code
    /// What happened, for people.
    public let message: String
    /// The server's own account, where it gave one.
    public let problem: Problem?

    public init(_ code: Code, _ message: String, problem: Problem? = nil) {
        self.code = code
        self.message = message
        self.problem = problem
    }

    public var description: String { message }

    public static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
