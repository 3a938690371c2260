package import Inference

/// A request for an inference, with its one input as rows.
package struct InferRequest: Sendable {
    /// The client's name for the request, which the answer repeats.
    package let id: String?
    /// The input's rows, shape `[n, features]`; of a `BYTES` tensor every cell is a text.
    package let rows: FeatureTable
    /// What the answer is to hold: the prediction alone where the request names nothing.
    package let outputs: [RequestedOutput]
    /// How long the client gives the request, from its parameter `timeout`; nil for no limit of its own.
    package let timeout: Duration?

    /// Whether an output is asked for that the model computes beside its prediction.
    package var wantsProbabilities: Bool {
        outputs.contains { $0.name.hasPrefix(TabularTensors.probabilitiesName) }
    }
}

extension InferRequest {
    /// Reads the body of a request.
    ///
    /// - Parameters:
    ///   - body: JSON, and behind it the bytes of the tensors that the JSON announces.
    ///   - jsonBytes: how much of it is JSON, from the header `Inference-Header-Content-Length`; nil for all of it, and
    ///     0 for a body that is the input's row itself, as `FP64`.
    /// - Throws: ``OpenInferenceError``.
    /// - Complexity: O(body); what is allocated is bounded by the body's length, whatever shape it claims.
    package init(body: [UInt8], jsonBytes: Int? = nil) throws(OpenInferenceError) {
        if jsonBytes == 0 {
            self = try InferRequest(row: body)
            return
        }
        let length = jsonBytes ?? body.count
        guard length > 0, length <= body.count else {
            throw OpenInferenceError(
                "got \(length) bytes of JSON by Inference-Header-Content-Length and a body of \(body.count) bytes; the "
                    + "header counts the JSON at the body's beginning"
            )
        }
        let json = length == body.count ? body : Array(body[..<length])
        let document = try InferDocument(json: json)
        let outputs = try document.requestedOutputs()
        let table = try body.withUnsafeBufferPointer { bytes throws(OpenInferenceError) in
            try document.table(binary: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[length...])))
        }
        self.init(id: document.id, rows: table, outputs: outputs, timeout: document.parameters.timeout)
    }

    /// A body without JSON: one row of doubles; the answer is bytes too.
    private init(row body: [UInt8]) throws(OpenInferenceError) {
        let size = MemoryLayout<Double>.size
        guard !body.isEmpty, body.count.isMultiple(of: size) else {
            throw OpenInferenceError(
                "got a body of \(body.count) bytes without JSON, expected one row of FP64, 8 bytes each; send a JSON header "
                    + "for anything else"
            )
        }
        let values = body.withUnsafeBytes { TensorBytes.numbers($0, as: .fp64, count: body.count / size) }
        let rows = FeatureTable(Matrix(rowCount: 1, columnCount: values.count, values: values))
        let outputs = [RequestedOutput(name: TabularTensors.predictionName, isBinary: true)]
        self.init(id: nil, rows: rows, outputs: outputs, timeout: nil)
    }
}
