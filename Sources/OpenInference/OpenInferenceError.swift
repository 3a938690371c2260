/// Why a request of the Open Inference Protocol cannot be answered; two of the same code are equal.
package struct OpenInferenceError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The request breaks the protocol, or asks for what the model does not have.
        case invalid
        /// The protocol has it, and this server does not.
        case unsupported
    }

    package let code: Code
    /// What was got, what was expected, what to do.
    package let message: String

    package init(_ message: String) {
        self.init(.invalid, message)
    }

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}

extension OpenInferenceError {
    /// A name from outside as a sentence may show it: short, and without characters that a terminal obeys.
    static func shown(_ name: String) -> String {
        let plain = name.unicodeScalars.prefix(60).map { $0.value < 0x20 || $0.value == 0x7F ? "?" : Character($0) }
        return "'\(String(plain))'"
    }
}
