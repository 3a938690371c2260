/// How many rows of several requests are evaluated together, and how long the first of them waits for the others.
package struct BatchLimits: Sendable, Equatable {
    package let rowCount: Int
    package let delaySeconds: Double

    package init(rowCount: Int, delaySeconds: Double) {
        self.rowCount = rowCount
        self.delaySeconds = delaySeconds
    }
}
