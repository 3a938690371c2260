/// Why a file does not become a model; two of the same code are equal.
package struct ModelFileError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case empty
        /// Something else than a model file that is known here.
        case notAModel
        /// A model file, but compressed in a way that is not unfolded.
        case compressed
        /// The file names a global that no model needs; nothing was run.
        case refusedGlobal
        /// A model file that does not hold together.
        case malformed
        /// The file asks for more memory or steps than any model needs.
        case overBudget
        /// A healthy file of something that is not served yet.
        case unsupportedEstimator
        /// Written by a library version whose layout is not known here.
        case unsupportedVersion
    }

    package let code: Code
    /// What was got, what was expected, what to do.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
