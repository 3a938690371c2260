import Inference
import Testing

@testable import OpenInference

@Suite struct InferRequestTests {
    /// A body of JSON with the bytes of tensors behind it.
    private func body(_ json: String, _ binary: [UInt8] = []) -> (bytes: [UInt8], jsonBytes: Int) {
        (Array(json.utf8) + binary, json.utf8.count)
    }

    private func read(_ json: String, _ binary: [UInt8]? = nil) throws -> InferRequest {
        let body = body(json, binary ?? [])
        return try InferRequest(body: body.bytes, jsonBytes: binary == nil ? nil : body.jsonBytes)
    }

    private func input(_ shape: String, _ datatype: String, _ rest: String) -> String {
        #"{"inputs":[{"name":"input","shape":\#(shape),"datatype":"\#(datatype)",\#(rest)}]}"#
    }

    private func little<Value: FixedWidthInteger>(_ values: [Value]) -> [UInt8] {
        values.flatMap { withUnsafeBytes(of: $0.littleEndian) { Array($0) } }
    }

    private func values(_ request: InferRequest) throws -> [Double] {
        try request.rows.matrix().values
    }

    private func refusal(_ json: String, _ binary: [UInt8]? = nil) -> OpenInferenceError? {
        #expect(throws: OpenInferenceError.self, "\(json)") { try read(json, binary) }
    }

    // MARK: - JSON

    @Test(arguments: ["[1,2,3,4,5,6]", "[[1,2],[3,4],[5,6]]", " [ [1,2] , [3,4] ,\n[5,6] ] "])
    func `data may be flat or a list for each row`(data: String) throws {
        let request = try read(input("[3,2]", "FP64", #""data":\#(data)"#))
        #expect(try request.rows.matrix() == Matrix(rowCount: 3, columnCount: 2, values: [1, 2, 3, 4, 5, 6]))
        #expect(request.outputs == [RequestedOutput(name: "predict", isBinary: false)])
    }

    @Test func `data that stands before its shape is read all the same`() throws {
        let json = #"{"inputs":[{"data":[[1,2],[3,4]],"datatype":"INT32","shape":[2,2],"name":"input"}]}"#
        #expect(try values(read(json)) == [1, 2, 3, 4])
    }

    @Test(arguments: [
        ("BOOL", "[true,false]", [1, 0]), ("UINT8", "[0,255]", [0, 255]), ("INT8", "[-128,127]", [-128, 127]),
        ("UINT16", "[0,65535]", [0, 65535]), ("INT16", "[-32768,1e2]", [-32768, 100]),
        ("UINT32", "[0,4294967295]", [0, 4_294_967_295]), ("INT32", "[-2147483648,7.0]", [-2_147_483_648, 7]),
        ("INT64", "[-9223372036854775808,9223372036854775807]", [-0x1p63, 0x1p63]),
        ("UINT64", "[0,18446744073709551615]", [0, 0x1p64]),
        ("FP32", "[0.1,2]", [Double(Float(0.1)), 2]), ("FP64", "[0.1,-1e-300]", [0.1, -1e-300]),
    ])
    func `each datatype of JSON is read in its range`(datatype: String, data: String, expected: [Double]) throws {
        #expect(try values(read(input("[1,2]", datatype, #""data":\#(data)"#))) == expected)
    }

    @Test(arguments: ["FP32", "FP64"])
    func `null is a missing value among floating-point numbers`(datatype: String) throws {
        let numbers = try values(read(input("[1,2]", datatype, #""data":[null,1]"#)))
        #expect(numbers[0].isNaN && numbers[1] == 1)
    }

    @Test func `texts stand column by column`() throws {
        let request = try read(input("[2,2]", "BYTES", #""data":[["a","1"],["ü","2"]]"#))
        #expect(request.rows.texts == [0: ["a", "ü"], 1: ["1", "2"]])
        #expect(request.rows.rowCount == 2 && request.rows.columnCount == 2)
    }

    // MARK: - Bytes

    @Test func `numbers of every size are read from bytes`() throws {
        let cases: [(datatype: String, bytes: [UInt8], expected: [Double])] = [
            ("BOOL", [1, 0], [1, 0]), ("UINT8", [0, 255], [0, 255]), ("INT8", [128, 127], [-128, 127]),
            ("UINT16", little([UInt16(1), 65535]), [1, 65535]), ("INT16", little([Int16(-2), 3]), [-2, 3]),
            ("UINT32", little([UInt32(1), .max]), [1, 4_294_967_295]), ("INT32", little([Int32(-7), 8]), [-7, 8]),
            ("UINT64", little([UInt64(1), 1 << 40]), [1, 0x1p40]), ("INT64", little([Int64(-1), 9]), [-1, 9]),
            ("FP32", little([Float(0.1).bitPattern, Float(-2).bitPattern]), [Double(Float(0.1)), -2]),
            ("FP64", little([(0.1).bitPattern, (-2.0).bitPattern]), [0.1, -2]),
            // One, the largest and the smallest half-precision number.
            ("FP16", little([UInt16(0x3C00), 0x7BFF]), [1, 65504]),
            ("FP16", little([UInt16(0x8001), 0x0400]), [-0x1p-24, 0x1p-14]),
            ("BF16", little([UInt16(0x3F80), 0xC040]), [1, -3]),
        ]
        for (datatype, bytes, expected) in cases {
            let json = input("[1,2]", datatype, #""parameters":{"binary_data_size":\#(bytes.count)}"#)
            #expect(try values(read(json, bytes)) == expected, "\(datatype)")
        }
    }

    @Test func `infinite and missing half-precision numbers stay what they are`() throws {
        let bytes = little([UInt16(0xFC00), 0x7E00])
        let numbers = try values(read(input("[1,2]", "FP16", #""parameters":{"binary_data_size":4}"#), bytes))
        #expect(numbers[0] == -.infinity && numbers[1].isNaN)
    }

    @Test func `texts are read from bytes behind their lengths`() throws {
        let bytes = little([UInt32(2)]) + Array("hé".utf8.prefix(2)) + little([UInt32(0)])
        #expect(refusal(input("[2,1]", "BYTES", #""parameters":{"binary_data_size":10}"#), bytes) != nil)
        let good = little([UInt32(3)]) + Array("hé".utf8) + little([UInt32(0)])
        let request = try read(input("[2,1]", "BYTES", #""parameters":{"binary_data_size":11}"#), good)
        #expect(request.rows.texts == [0: ["hé", ""]])
    }

    @Test func `a body whose header says 0 is one row of doubles, answered in bytes`() throws {
        let request = try InferRequest(body: little([(1.5).bitPattern, (2.5).bitPattern]), jsonBytes: 0)
        #expect(try request.rows.matrix() == Matrix(rowCount: 1, columnCount: 2, values: [1.5, 2.5]))
        #expect(request.outputs == [RequestedOutput(name: "predict", isBinary: true)])
        #expect(throws: OpenInferenceError.self) { try InferRequest(body: [1, 2, 3], jsonBytes: 0) }
        #expect(throws: OpenInferenceError.self) { try InferRequest(body: [], jsonBytes: 0) }
    }

    // MARK: - What is asked for

    @Test func `an output is binary by its own word, else by the request's`() throws {
        let json = """
            {"id":"a","parameters":{"binary_data_output":true,"timeout":1500,"priority":3,"sequence_id":7,"headers":"x"},
             "inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}],
             "outputs":[{"name":"predict_proba","parameters":{"binary_data":false}},{"name":"predict"}]}
            """
        let request = try read(json)
        #expect(request.id == "a")
        #expect(request.timeout == .microseconds(1500))
        #expect(request.wantsProbabilities)
        #expect(
            request.outputs == [
                RequestedOutput(name: "predict_proba", isBinary: false),
                RequestedOutput(name: "predict", isBinary: true),
            ]
        )
    }

    @Test func `members that a client leaves open as null are as if they were absent`() throws {
        let json =
            #"{"id":null,"parameters":null,"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","parameters":null,"data":[1]}],"outputs":null}"#
        let request = try read(json)
        #expect(request.id == nil)
        #expect(request.outputs == [RequestedOutput(name: "predict", isBinary: false)])
    }

    @Test func `a timeout of 0 is none`() throws {
        let json =
            #"{"parameters":{"timeout":0},"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}],"outputs":[]}"#
        #expect(try read(json).timeout == nil)
        #expect(try read(json).outputs.map(\.name) == ["predict"])
    }

    // MARK: - Refusals

    @Test(arguments: [
        "", "{", "[]", "null", "7", "{}", #"{"inputs":[]}"#, #"{"inputs":{}}"#, #"{"inputs":[7]}"#, #"{"inputs":[{}]}"#,
        #"{"inputs":[{"name":"x","shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"inputs":[{"shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"inputs":[{"name":7,"shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"inputs":[{"name":"input","datatype":"FP64","data":[1]}]}"#,
        #"{"inputs":[{"name":"input","shape":[1,1],"data":[1]}]}"#,
        #"{"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64"}]}"#,
        #"{"inputs":[{"name":"input","shape":[1,1],"datatype":"FP65","data":[1]}]}"#,
        #"{"inputs":[{"name":"input","shape":[1,1],"datatype":"fp64","data":[1]}]}"#,
        #"{"inputs":[{"name":"input","name":"input","shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"id":7,"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}]} x"#,
        #"{"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}],"inputs":[]}"#,
        #"{"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]},{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}],"outputs":[{"name":"predict"},{"name":"predict"}]}"#,
        #"{"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}],"outputs":[{}]}"#,
        #"{"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}],"outputs":{}}"#,
        #"{"parameters":{"triton_x":1},"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"parameters":{"timeout":-1},"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"parameters":{"timeout":"5"},"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"parameters":{"timeout":1e30},"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"parameters":{"binary_data_output":1},"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
        #"{"parameters":[],"inputs":[{"name":"input","shape":[1,1],"datatype":"FP64","data":[1]}]}"#,
    ])
    func `what is no request is refused`(json: String) {
        #expect(refusal(json)?.message.isEmpty == false)
    }

    @Test(arguments: [
        "[]", "[1]", "[4]", "[1,1,4]", "[0,4]", "[1,0]", "[-1,4]", "[1.5,4]", "[4611686018427387904,4]",
        "[9223372036854775808,1]", "[18446744073709551616,4]", "[1e400,4]", "[1,4294967296]", "[\"1\",4]", "[null,4]",
        "[4294967296,4294967296]", "7", "null", "{}", "[2,4]", "[1,5]", "[4,1,1,1,1,1,1,1,1]", "[NaN,4]",
    ])
    func `a shape that the data does not have is refused`(shape: String) {
        let json = input(shape, "FP64", #""data":[[1,2,3,4]]"#)
        #expect(refusal(json)?.message.isEmpty == false)
        let bytes = little([UInt64](repeating: 0, count: 4))
        #expect(refusal(input(shape, "FP64", #""parameters":{"binary_data_size":32}"#), bytes) != nil)
    }

    @Test(arguments: [
        ("FP64", "[1,2,3]"), ("FP64", "[1]"), ("FP64", "[]"), ("FP64", "[[1],[2]]"), ("FP64", "[[1,2],[3,4]]"),
        ("FP64", "[[1,2],3]"),
        ("FP64", "[1,[2]]"), ("FP64", "[[[1,2]]]"), ("FP64", "7"), ("FP64", "null"), ("FP64", "{}"), ("FP64", "\"x\""),
        ("FP64", "[\"1\",\"2\"]"), ("FP64", "[true,false]"), ("FP64", "[NaN,1]"), ("FP64", "[Infinity,1]"),
        ("FP64", "[1,2,]"),
        ("FP16", "[1,2]"), ("BF16", "[1,2]"), ("BOOL", "[1,0]"), ("BOOL", "[null,true]"), ("INT8", "[128,0]"),
        ("UINT8", "[-1,0]"), ("INT32", "[1.5,0]"), ("INT32", "[null,0]"), ("INT64", "[1e19,0]"), ("UINT64", "[-1,0]"),
        ("INT64", "[1e400,0]"), ("BYTES", "[1,2]"), ("BYTES", "[null,\"a\"]"), ("BYTES", "[\"a\"]"),
        ("BYTES", "[\"\\ud800\",\"b\"]"),
    ])
    func `data that is not of its datatype and shape is refused`(datatype: String, data: String) {
        #expect(refusal(input("[1,2]", datatype, #""data":\#(data)"#))?.message.isEmpty == false)
    }

    @Test func `bytes that are missing, left over or of another size are refused`() {
        func json(_ size: String, _ datatype: String = "FP64") -> String {
            input("[1,2]", datatype, #""parameters":{"binary_data_size":\#(size)}"#)
        }
        let sixteen = [UInt8](repeating: 0, count: 16)
        for size in ["16.5", "-16", "1e30", "\"16\"", "null", "15", "17", "0", "9223372036854775807"] {
            #expect(refusal(json(size), sixteen) != nil, "\(size)")
        }
        #expect(refusal(json("16"), sixteen + [0]) != nil)
        #expect(refusal(json("16"), Array(sixteen.dropLast())) != nil)
        #expect(refusal(json("16")) != nil)
        #expect(refusal(json("16", "BYTES"), sixteen) != nil)
        #expect(refusal(json("8", "BYTES"), [255, 255, 255, 255, 0, 0, 0, 0]) != nil)
        #expect(refusal(json("3", "BYTES"), [0, 0, 0]) != nil)
        #expect(refusal(json("10", "BYTES"), [2, 0, 0, 0, 0xC3, 0x28, 0, 0, 0, 0]) != nil)
        #expect(
            refusal(
                input("[1,1]", "FP64", #""data":[1],"parameters":{"binary_data_size":8}"#),
                Array(sixteen.prefix(8))
            ) != nil
        )
    }

    @Test(arguments: [-1, 3, 1_000_000, Int.max, Int.min])
    func `a header that does not fit the body is refused`(length: Int) {
        #expect(throws: OpenInferenceError.self) { try InferRequest(body: [0x7B, 0x7D], jsonBytes: length) }
    }

    @Test(arguments: ["shared_memory_region", "shared_memory_byte_size", "shared_memory_offset", "classification"])
    func `what this server does not do is refused by its name`(parameter: String) {
        let json = input("[1,1]", "FP64", #""data":[1],"parameters":{"\#(parameter)":1}"#)
        #expect(refusal(json)?.code == .unsupported)
        #expect(refusal(json)?.message.contains(parameter) == true)
    }

    @Test func `more texts to a row than any model takes are refused before they are sorted`() {
        let data = [String](repeating: "\"\"", count: 70_000).joined(separator: ",")
        #expect(refusal(input("[1,70000]", "BYTES", "\"data\":[\(data)]")) != nil)
    }

    @Test func `a name from outside is shown short and plain`() {
        let json = input("[1,1]", "FP64", #""data":[1]"#).replacing(
            "\"input\"",
            with: "\"\\u001b[2J\(String(repeating: "x", count: 500))\""
        )
        let message = refusal(json)?.message ?? ""
        #expect(!message.contains("\u{1b}") && message.utf8.count < 200)
    }
}
