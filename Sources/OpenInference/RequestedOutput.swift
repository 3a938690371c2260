/// An output that a request asks for.
package struct RequestedOutput: Sendable, Equatable {
    package let name: String
    /// Whether it is wanted as bytes behind the JSON; else it is wanted within it.
    package let isBinary: Bool
}
