package import Inference
package import ModelSwitchAPI

extension JSONValue {
    /// A class as JSON writes it.
    package init(_ label: ClassLabel) {
        switch label {
        case .integer(let value): self = .integer(value)
        case .number(let value):
            self = value == value.rounded() && abs(value) < 1e15 ? .integer(Int(value)) : .number(value)
        case .string(let value): self = .string(value)
        case .boolean(let value): self = .boolean(value)
        }
    }
}
