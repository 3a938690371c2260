import Inference

/// An input of a request, as its JSON gives it.
struct InferInput {
    /// Elements that stood within the JSON, in row-major order.
    enum Elements {
        case numbers([Double])
        /// As a table holds them; none is nil.
        case texts([String?])
    }

    var name: String?
    var datatypeName: String?
    var shape: [Int]?
    var parameters = InferParameters()
    /// Nil for a tensor whose bytes follow the JSON.
    var data: Elements?

    /// A column of texts costs more than the few bytes that ask for it.
    private static let textColumnLimit = 1 << 16

    /// Whether it is known how data has to be read.
    var isDescribed: Bool { datatypeName != nil && shape != nil }

    func checkName() throws(OpenInferenceError) {
        guard name != TabularTensors.inputName else { return }
        let got = name.map(OpenInferenceError.shown) ?? "one without a name"
        throw OpenInferenceError("got input \(got), expected the model's one input '\(TabularTensors.inputName)'")
    }

    func datatype() throws(OpenInferenceError) -> TensorDatatype {
        guard let datatypeName else {
            throw OpenInferenceError("input '\(TabularTensors.inputName)' has no 'datatype'")
        }
        guard let datatype = TensorDatatype(rawValue: datatypeName) else {
            let known = TensorDatatype.allCases.map(\.rawValue).joined(separator: ", ")
            throw OpenInferenceError("got datatype \(OpenInferenceError.shown(datatypeName)), expected one of \(known)")
        }
        return datatype
    }

    /// The counts of rows, columns and elements.
    func extent() throws(OpenInferenceError) -> (rows: Int, columns: Int, elements: Int) {
        guard let shape else { throw OpenInferenceError("input '\(TabularTensors.inputName)' has no 'shape'") }
        guard shape.count == 2, shape[0] > 0, shape[1] > 0 else {
            throw OpenInferenceError("got shape \(shape), expected [rows, features], each at least 1")
        }
        let (elements, overflow) = shape[0].multipliedReportingOverflow(by: shape[1])
        guard !overflow, elements <= 1 << 48 else {
            throw OpenInferenceError("got shape \(shape), which no request can hold; send fewer rows at a time")
        }
        return (shape[0], shape[1], elements)
    }

    /// The rows, from the JSON or from the tensor's bytes.
    func table(_ bytes: UnsafeRawBufferPointer) throws(OpenInferenceError) -> FeatureTable {
        let (rows, columns, count) = try extent()
        switch try elements(bytes, count: count) {
        case .numbers(let values):
            return FeatureTable(Matrix(rowCount: rows, columnCount: columns, values: values))
        case .texts(let texts): return try table(of: texts, rows: rows, columns: columns)
        }
    }

    private func elements(_ bytes: UnsafeRawBufferPointer, count: Int) throws(OpenInferenceError) -> Elements {
        let datatype = try datatype()
        guard let size = parameters.binaryDataSize else {
            guard let data else {
                throw OpenInferenceError(
                    "input '\(TabularTensors.inputName)' has neither 'data' nor a binary_data_size"
                )
            }
            return data
        }
        guard data == nil else {
            throw OpenInferenceError(
                "input '\(TabularTensors.inputName)' has both 'data' and a binary_data_size; give one"
            )
        }
        guard let elementSize = datatype.size else { return .texts(try TensorBytes.texts(bytes, count: count)) }
        guard size.isMultiple(of: elementSize), size / elementSize == count else {
            throw OpenInferenceError(
                "got \(size) bytes by binary_data_size, expected \(count) elements of \(datatype.rawValue), \(elementSize) bytes each"
            )
        }
        return .numbers(TensorBytes.numbers(bytes, as: datatype, count: count))
    }

    private func table(of texts: [String?], rows: Int, columns: Int) throws(OpenInferenceError) -> FeatureTable {
        guard columns <= Self.textColumnLimit else {
            throw OpenInferenceError(
                "got \(columns) features as BYTES; no model takes more than \(Self.textColumnLimit) texts"
            )
        }
        var byColumn: [Int: [String?]] = [:]
        byColumn.reserveCapacity(columns)
        if columns == 1 { byColumn[0] = texts }
        for column in 0..<columns where columns > 1 {
            byColumn[column] = stride(from: column, to: texts.count, by: columns).map { texts[$0] }
        }
        return FeatureTable(Matrix(repeating: .nan, rowCount: rows, columnCount: columns), texts: byColumn)
    }
}
