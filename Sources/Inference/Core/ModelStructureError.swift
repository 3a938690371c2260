/// Why parameters do not make a model: shapes that disagree, trees that never end, numbers that are none.
package struct ModelStructureError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was got and what was expected.
    package let message: String

    package init(_ message: String) {
        self.message = message
    }

    package var description: String { message }
}
