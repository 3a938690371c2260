import Inference
import JSONText

extension JSONWriter {
    mutating func append(_ label: ClassLabel) {
        switch label {
        case .integer(let value): append(value)
        case .number(let value): append(value)
        case .string(let value): append(quoting: value)
        case .boolean(let value): append(value)
        }
    }
}
