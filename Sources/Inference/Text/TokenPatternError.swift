/// Why a token pattern is not served.
package struct TokenPatternError: Error, Sendable, Equatable {
    /// What stands in the pattern, such as `looks ahead`; continues a sentence that begins with the pattern.
    package let problem: String

    init(_ problem: String) {
        self.problem = problem
    }
}
