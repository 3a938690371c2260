import Inference
import JSONText

/// The JSON of a request for an inference.
struct InferDocument {
    let id: String?
    let parameters: InferParameters
    let inputs: [InferInput]
    let outputs: [(name: String, parameters: InferParameters)]

    /// - Throws: ``OpenInferenceError`` for what is no JSON, or not what the protocol calls a request.
    init(json: [UInt8]) throws(OpenInferenceError) {
        var reader = InferDocumentReader()
        do throws(JSONCursor.Failure) {
            var cursor = JSONCursor(json)
            try reader.read(&cursor)
        } catch {
            throw reader.fault ?? OpenInferenceError("the request is no JSON as the protocol has it: \(error.message)")
        }
        guard let inputs = reader.inputs else {
            throw OpenInferenceError("the request has no 'inputs'; give a list with the tensor 'input'")
        }
        self.inputs = inputs
        id = reader.id
        parameters = reader.parameters
        outputs = reader.outputs
    }

    /// What the answer is to hold; the prediction where nothing is named.
    func requestedOutputs() throws(OpenInferenceError) -> [RequestedOutput] {
        let isBinary = parameters.isBinary ?? false
        guard !outputs.isEmpty else {
            return [RequestedOutput(name: TabularTensors.predictionName, isBinary: isBinary)]
        }
        var seen: Set<String> = []
        for output in outputs where !seen.insert(output.name).inserted {
            throw OpenInferenceError("output \(OpenInferenceError.shown(output.name)) is asked for twice")
        }
        return outputs.map { RequestedOutput(name: $0.name, isBinary: $0.parameters.isBinary ?? isBinary) }
    }

    /// The rows of the model's one input.
    ///
    /// - Parameter binary: what follows the JSON.
    func table(binary: UnsafeRawBufferPointer) throws(OpenInferenceError) -> FeatureTable {
        var table: FeatureTable?
        var offset = 0
        for input in inputs {
            try input.checkName()
            guard table == nil else { throw OpenInferenceError("input '\(TabularTensors.inputName)' is given twice") }
            let size = input.parameters.binaryDataSize ?? 0
            guard size <= binary.count - offset else {
                throw OpenInferenceError(
                    "got \(binary.count) bytes behind the JSON, expected at least \(size) for input "
                        + "'\(TabularTensors.inputName)' by its binary_data_size"
                )
            }
            table = try input.table(UnsafeRawBufferPointer(rebasing: binary[offset..<offset + size]))
            offset += size
        }
        guard let table else {
            throw OpenInferenceError("'inputs' is empty; give the tensor '\(TabularTensors.inputName)'")
        }
        guard offset == binary.count else {
            throw OpenInferenceError(
                "\(binary.count - offset) bytes are left over behind the tensors; each binary input has a binary_data_size"
            )
        }
        return table
    }
}
