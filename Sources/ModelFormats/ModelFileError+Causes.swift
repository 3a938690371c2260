import Decompression
import PickleReader

extension ModelFileError {
    init(_ error: DecompressionError) {
        switch error.code {
        case .truncated, .corrupt, .trailingBytes: self.init(.malformed, error.message)
        case .overLimit: self.init(.overBudget, error.message)
        }
    }

    init(_ error: PickleError) {
        let startsWrong = error.code == .malformed && (error.offset ?? .max) < 2
        switch error.code {
        case .empty: self.init(.empty, "The file is empty")
        case .refusedGlobal: self.init(.refusedGlobal, error.description)
        case .overBudget: self.init(.overBudget, error.description)
        case .malformed where startsWrong:
            self.init(
                .notAModel,
                "The file is no pickle. Expected a scikit-learn model, saved by `joblib.dump(model, path)`"
            )
        case .truncated, .malformed, .refusedOpcode: self.init(.malformed, error.description)
        }
    }
}
