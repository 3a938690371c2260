import ConsoleCore
import ModelSwitchClient

extension ServerFailure {
    init(_ error: any Error) {
        guard let error = error as? ModelSwitchClientError else {
            self.init(kind: .lost, sentence: "\(error)")
            return
        }
        switch error.code {
        case .unreachable, .timedOut, .connectionLost, .badAnswer:
            self.init(kind: .lost, sentence: error.message)
        case .unauthorized:
            let hint = "give a key with --api-key-file or MODELSWITCH_API_KEY"
            self.init(kind: .unauthorized, sentence: "\(error.message) (\(hint))")
        case .forbidden:
            self.init(kind: .unauthorized, sentence: error.message)
        case .notFound, .conflict, .rejected, .unavailable:
            self.init(kind: .refused, sentence: error.message)
        }
    }
}
