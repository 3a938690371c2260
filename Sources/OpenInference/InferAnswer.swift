import JSONText

/// The answer to an inference, ready to be written.
package struct InferAnswer: Sendable {
    package let model: String
    package let version: String
    /// The request's name for itself.
    package let id: String?
    /// In the order in which they were asked for.
    package let outputs: [(tensor: OutputTensor, isBinary: Bool)]

    package init(
        model: String,
        version: String,
        id: String?,
        outputs: [(tensor: OutputTensor, isBinary: Bool)]
    ) {
        self.model = model
        self.version = version
        self.id = id
        self.outputs = outputs
    }

    /// The body: JSON, and behind it the bytes of the binary outputs.
    ///
    /// - Returns: with it how much of it is JSON; nil when all of it is.
    package func body() -> (bytes: [UInt8], jsonBytes: Int?) {
        let binary = outputs.filter(\.isBinary).map { TensorEncoder.bytes(of: $0.tensor) }
        var writer = JSONWriter(capacity: 256)
        writeHead(&writer)
        var remaining = binary[...]
        writer.appendArray(outputs) { writer, output in
            writer.append("{\"name\":")
            writer.append(quoting: output.tensor.name)
            writer.append(",\"shape\":")
            writer.appendArray(output.tensor.shape) { $0.append($1) }
            writer.append(",\"datatype\":")
            writer.append(quoting: output.tensor.datatype.rawValue)
            if output.isBinary, let bytes = remaining.popFirst() {
                writer.append(",\"parameters\":{\"binary_data_size\":")
                writer.append(bytes.count)
                writer.append("}}")
            } else {
                writer.append(",\"data\":")
                Self.write(output.tensor.elements, &writer)
                writer.append("}")
            }
        }
        writer.append("}")
        guard !binary.isEmpty else { return (writer.bytes, nil) }
        var bytes = writer.bytes
        bytes.reserveCapacity(bytes.count + binary.reduce(0) { $0 + $1.count })
        for part in binary { bytes.append(contentsOf: part) }
        return (bytes, writer.bytes.count)
    }

    private func writeHead(_ writer: inout JSONWriter) {
        writer.append("{\"model_name\":")
        writer.append(quoting: model)
        writer.append(",\"model_version\":")
        writer.append(quoting: version)
        if let id {
            writer.append(",\"id\":")
            writer.append(quoting: id)
        }
        writer.append(",\"outputs\":")
    }

    private static func write(_ elements: OutputTensor.Elements, _ writer: inout JSONWriter) {
        switch elements {
        case .numbers(let values): writer.appendArray(of: values[...])
        case .integers(let values): writer.appendArray(values) { $0.append($1) }
        case .texts(let values): writer.appendArray(values) { $0.append(quoting: $1) }
        case .booleans(let values): writer.appendArray(values) { $0.append($1) }
        }
    }
}
