/// A line that is not in the text format.
package struct PrometheusTextError: Error, Equatable, CustomStringConvertible {
    /// Counted from 1.
    package var line: Int
    /// What should have stood there.
    package var expected: String
    /// What stood there instead, cut short; control characters and all that is not ASCII are shown as `?`.
    package var found: String

    package init(line: Int, expected: String, found: String) {
        self.line = line
        self.expected = expected
        self.found = found
    }

    package var description: String {
        "line \(line) of the metrics: expected \(expected), found \(found)"
    }
}
