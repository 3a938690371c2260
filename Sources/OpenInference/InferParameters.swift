import JSONText

/// The parameters of a request, an input or an output that mean something here; others are passed over.
struct InferParameters: Equatable {
    /// Whether an output is wanted as bytes: `binary_data` of an output, `binary_data_output` of a request.
    var isBinary: Bool?
    /// The bytes of an input behind the JSON.
    var binaryDataSize: Int?
    var timeout: Duration?

    /// What is asked for that this server does not do, by parameter.
    private static let refused = [
        "shared_memory_region": "this server reads no shared memory; send the tensor with the request",
        "shared_memory_byte_size": "this server reads no shared memory; send the tensor with the request",
        "shared_memory_offset": "this server reads no shared memory; send the tensor with the request",
        "classification": "this server has no classification extension; ask for the output 'predict_proba' instead",
    ]

    /// Reads one parameter.
    ///
    /// - Returns: what is wrong with it; nil when nothing is.
    /// - Throws: `JSONCursor.Failure` for what is no JSON.
    mutating func read(
        _ name: String,
        _ cursor: inout JSONCursor
    ) throws(JSONCursor.Failure) -> OpenInferenceError? {
        if let reason = Self.refused[name] {
            try cursor.skipValue()
            return OpenInferenceError(.unsupported, "got the parameter '\(name)': \(reason)")
        }
        if name.hasPrefix("triton_") {
            try cursor.skipValue()
            return OpenInferenceError(
                "got the parameter \(OpenInferenceError.shown(name)); names that begin with 'triton_' are reserved"
            )
        }
        switch name {
        case "binary_data", "binary_data_output": isBinary = try readBoolean(&cursor)
        case "binary_data_size": return try readSize(&cursor)
        case "timeout": return try readTimeout(&cursor)
        default: try cursor.skipValue()
        }
        return nil
    }

    private func readBoolean(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> Bool {
        if cursor.takeLiteral("true") { return true }
        if cursor.takeLiteral("false") { return false }
        throw cursor.unexpected("true or false")
    }

    private mutating func readSize(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> OpenInferenceError? {
        guard let size = Int(exactly: try cursor.readNumber()), size >= 0 else {
            return OpenInferenceError("binary_data_size is no count of bytes; give a whole number of at least 0")
        }
        binaryDataSize = size
        return nil
    }

    /// Microseconds; 0 stands for no limit, as in Triton.
    private mutating func readTimeout(_ cursor: inout JSONCursor) throws(JSONCursor.Failure) -> OpenInferenceError? {
        guard let microseconds = Int64(exactly: try cursor.readNumber()), microseconds >= 0 else {
            return OpenInferenceError("timeout is no count of microseconds; give a whole number of at least 0")
        }
        timeout = microseconds > 0 ? .microseconds(microseconds) : nil
        return nil
    }
}
