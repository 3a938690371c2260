import Inference
import Testing

@testable import OpenInference

@Suite struct InferAnswerTests {
    private func signature(_ task: ModelSignature.Task, probabilities: Bool = true, texts: Set<Int> = [])
        -> ModelSignature
    {
        ModelSignature(
            featureCount: 4,
            featureNames: nil,
            task: task,
            givesProbabilities: probabilities,
            textFeatures: texts
        )
    }

    private let labels: [(classes: [ClassLabel], datatype: TensorDatatype)] = [
        ([.integer(3), .integer(5)], .int64), ([.boolean(false), .boolean(true)], .bool),
        ([.number(0.5), .number(1.5)], .fp64),
        ([.integer(1), .number(1.5)], .fp64), ([.string("a"), .string("b")], .bytes),
        ([.integer(1), .string("b")], .bytes),
        ([.boolean(true), .integer(1)], .bytes), ([], .int64),
    ]

    @Test func `the labels' datatype holds all of them`() {
        for (classes, datatype) in labels {
            let tensors = TabularTensors(signature(.classification(classes: classes)))
            #expect(tensors.outputs.map(\.name) == ["predict", "predict_proba"])
            #expect(tensors.outputs[0] == TensorDescription(name: "predict", datatype: datatype, shape: [-1]))
            #expect(tensors.outputs[1].shape == [-1, classes.count])
        }
    }

    @Test func `what is announced is what is answered`() throws {
        for (classes, datatype) in labels where !classes.isEmpty {
            let prediction = Prediction(outcome: .classIndices([1, 0, 1]))
            let tensor = try #require(
                OutputTensor("predict", of: prediction, signature(.classification(classes: classes)))
            )
            #expect(tensor.datatype == datatype && tensor.shape == [3])
        }
    }

    @Test func `a model of texts announces BYTES`() {
        #expect(TabularTensors(signature(.regression(outputCount: 1))).input.datatype == .fp64)
        let texts = TabularTensors(signature(.regression(outputCount: 1), texts: [2])).input
        #expect(texts == TensorDescription(name: "input", datatype: .bytes, shape: [-1, 4]))
    }

    @Test func `a regressor has numbers and no probabilities`() throws {
        let one = TabularTensors(signature(.regression(outputCount: 1), probabilities: false))
        #expect(one.outputs == [TensorDescription(name: "predict", datatype: .fp64, shape: [-1])])
        let three = TabularTensors(signature(.regression(outputCount: 3), probabilities: false))
        #expect(three.outputs == [TensorDescription(name: "predict", datatype: .fp64, shape: [-1, 3])])
        let values = Prediction(outcome: .values(Matrix(rowCount: 1, columnCount: 3, values: [1, 2, 3])))
        let tensor = try #require(OutputTensor("predict", of: values, signature(.regression(outputCount: 3))))
        #expect(tensor.shape == [1, 3] && tensor.elements == .numbers([1, 2, 3]))
    }

    @Test func `a classifier of several outputs has a tensor of probabilities for each`() throws {
        let signature = signature(
            .multipleClassification(classes: [[.integer(0), .integer(1)], [.integer(7), .integer(8), .integer(9)]])
        )
        let tensors = TabularTensors(signature)
        #expect(tensors.outputs.map(\.name) == ["predict", "predict_proba_0", "predict_proba_1"])
        #expect(tensors.outputs.map(\.shape) == [[-1, 2], [-1, 2], [-1, 3]])
        let prediction = Prediction(
            outcome: .outputs([
                Prediction(
                    outcome: .classIndices([0, 1]),
                    probabilities: Matrix(repeating: 0.5, rowCount: 2, columnCount: 2)
                ),
                Prediction(
                    outcome: .classIndices([2, 0]),
                    probabilities: Matrix(repeating: 0.25, rowCount: 2, columnCount: 3)
                ),
            ])
        )
        let labels = try #require(OutputTensor("predict", of: prediction, signature))
        #expect(labels.shape == [2, 2] && labels.elements == .integers([0, 9, 1, 7]))
        #expect(OutputTensor("predict_proba_1", of: prediction, signature)?.shape == [2, 3])
        #expect(OutputTensor("predict_proba_2", of: prediction, signature) == nil)
        #expect(throws: OpenInferenceError.self) {
            try tensors.check([RequestedOutput(name: "predict_proba", isBinary: true)])
        }
    }

    @Test func `an unknown output is refused with the names that there are`() {
        let tensors = TabularTensors(signature(.regression(outputCount: 1), probabilities: false))
        let error = #expect(throws: OpenInferenceError.self) {
            try tensors.check([RequestedOutput(name: "predict_proba", isBinary: true)])
        }
        #expect(error?.message == "got output 'predict_proba', expected one of the model's: 'predict'")
    }

    @Test func `an answer in JSON holds its data`() {
        let answer = InferAnswer(
            model: "m",
            version: "v1",
            id: "a\"b",
            outputs: [
                (OutputTensor(name: "predict", shape: [2], elements: .texts(["x\n", "y"])), false),
                (OutputTensor(name: "predict_proba", shape: [2, 1], elements: .numbers([0.5, .infinity])), false),
            ]
        )
        let body = answer.body()
        #expect(body.jsonBytes == nil)
        #expect(
            String(decoding: body.bytes, as: UTF8.self)
                == #"{"model_name":"m","model_version":"v1","id":"a\"b","outputs":[{"name":"predict","shape":[2],"datatype":"BYTES","data":["x\u000a","y"]},"#
                + #"{"name":"predict_proba","shape":[2,1],"datatype":"FP64","data":[0.5,null]}]}"#
        )
    }

    @Test func `binary outputs follow the JSON in their order, little-endian`() throws {
        let answer = InferAnswer(
            model: "m",
            version: "v1",
            id: nil,
            outputs: [
                (OutputTensor(name: "a", shape: [2], elements: .booleans([true, false])), true),
                (OutputTensor(name: "b", shape: [1], elements: .integers([-2])), false),
                (OutputTensor(name: "c", shape: [2], elements: .texts(["é", ""])), true),
                (OutputTensor(name: "d", shape: [1], elements: .integers([-2])), true),
                (OutputTensor(name: "e", shape: [1], elements: .numbers([1])), true),
            ]
        )
        let body = answer.body()
        let length = try #require(body.jsonBytes)
        let json = String(decoding: body.bytes[..<length], as: UTF8.self)
        #expect(
            json.hasPrefix(
                #"{"model_name":"m","model_version":"v1","outputs":[{"name":"a","shape":[2],"datatype":"BOOL","parameters":{"binary_data_size":2}},"#
            )
        )
        #expect(json.contains(#"{"name":"b","shape":[1],"datatype":"INT64","data":[-2]}"#))
        #expect(
            Array(body.bytes[length...])
                == [1, 0] + [2, 0, 0, 0, 0xC3, 0xA9, 0, 0, 0, 0] + [0xFE] + [UInt8](repeating: 0xFF, count: 7)
                + [0, 0, 0, 0, 0, 0, 0xF0, 0x3F]
        )
    }
}
