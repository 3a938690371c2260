/// Why a version cannot be had; two of the same code are equal.
package struct RegistryError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case unknownModel
        case unknownVersion
        /// The artefact could not be read, or is not a model that can be served.
        case loadFailed
        /// The model was read, and its sidecar's checks did not pass.
        case validationFailed
        /// The repository's folder cannot be read.
        case repositoryUnusable
    }

    package let code: Code
    /// What was got, what was expected, what to do; no path of the server's.
    package let message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
