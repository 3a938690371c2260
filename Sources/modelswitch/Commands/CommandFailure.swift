import ArgumentParser
import Foundation
import ModelSwitchClient

/// Ends a command with a sentence on standard error and an exit code.
struct CommandFailure: Error, CustomStringConvertible, CustomNSError {
    let description: String
    let exitCode: Int32

    /// Refused, or failed here: nothing was changed.
    static let refused: Int32 = 1
    /// The server cannot be reached, or its answer was lost.
    static let unreachable: Int32 = 3

    init(_ description: String, exitCode: Int32 = refused) {
        self.description = description
        self.exitCode = exitCode
    }

    init(_ error: ModelSwitchClientError) {
        switch error.code {
        case .unreachable, .timedOut, .connectionLost:
            self.init(error.message, exitCode: Self.unreachable)
        default:
            self.init(error.message)
        }
    }

    /// ArgumentParser ends the process with the error's code.
    static var errorDomain: String { "modelswitch" }
    var errorCode: Int { Int(exitCode) }
    var errorUserInfo: [String: Any] { [NSLocalizedDescriptionKey: description] }
}
