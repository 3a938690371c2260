/// A class or function that a pickle names: two words, never looked up and never called.
package struct GlobalName: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let module: String
    package let name: String

    package init(module: String, name: String) {
        self.module = module
        self.name = name
    }

    /// Both words, with control characters spelled out.
    package var description: String { "\(module).\(name)".printable }

    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }
}
