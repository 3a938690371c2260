/// Why a compressed file was not unfolded; two of the same code are equal.
package struct DecompressionError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The file ends before its compressed stream does.
        case truncated
        /// The stream breaks its own format, or its checksum does not hold.
        case corrupt
        /// Something follows the end of the stream.
        case trailingBytes
        /// More comes out than ``DecompressionLimits`` allow.
        case overLimit
    }

    package let code: Code
    /// What was got, what was expected, what to do.
    package let message: String

    init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
