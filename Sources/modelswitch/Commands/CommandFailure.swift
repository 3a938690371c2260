import Foundation
import ModelSwitchClient

/// Ends a command with a sentence on standard error and an exit code.
struct CommandFailure: Error {
    let message: String
    let exitCode: Int32

    /// Refused, or failed here: nothing was changed.
    static let refused: Int32 = 1
    /// The server cannot be reached, or its answer was lost.
    static let unreachable: Int32 = 3

    init(_ message: String, exitCode: Int32 = refused) {
        self.message = message
        self.exitCode = exitCode
    }

    init(_ error: ModelSwitchClientError) {
        switch error.code {
        case .unreachable, .timedOut, .connectionLost:
            self.init(error.message, exitCode: Self.unreachable)
        case .unauthorized:
            self.init(
                "\(error.message) (put the key into MODELSWITCH_API_KEY, or its file's name into --api-key-file)"
            )
        default:
            self.init(error.message)
        }
    }

    func end() -> Never {
        try? FileHandle.standardError.write(contentsOf: Data("modelswitch: \(message.printable)\n".utf8))
        exit(exitCode)
    }
}
