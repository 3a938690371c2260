import PickleReader

/// What a vectorizer counts in: its `dtype`.
enum NumberKind {
    case boolean
    case single
    /// Floats or whole numbers that hold every count.
    case double

    /// - Throws: ``ModelFileError`` with code `unsupportedEstimator` for numbers that are too narrow to count in.
    init(_ object: EstimatorObject) throws(ModelFileError) {
        guard let value = object["dtype"], !value.isNone else {
            self = .double
            return
        }
        let name = value.global?.name ?? value.text ?? value.arguments?.first?.text ?? "unknown"
        switch name {
        case "bool", "bool_", "b1", "?": self = .boolean
        case "float32", "f4": self = .single
        case "float64", "float", "double", "f8", "int", "int64", "i8", "uint64", "u8", "int32", "i4", "uint32", "u4",
            "number":
            self = .double
        default:
            throw object.unsupported(
                "its dtype is \(name.printable)",
                instead: "train it with the dtype float64 or int64"
            )
        }
    }
}
