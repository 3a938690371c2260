import Inference
import ModelSwitchAPI
import Serving
import TestSupport
import Testing

@testable import ServingHTTP

@Suite struct PredictionBodyTests {
    private func body(_ json: String) throws -> PredictionBody {
        try PredictionBody(json: Array(json.utf8))
    }

    private func failure(_ json: String) -> HTTPFailure? {
        #expect(throws: HTTPFailure.self) { try body(json) }
    }

    @Test func `one row by position`() throws {
        let body = try body(#"{"features": [1, -2.5, null, 1e2]}"#)
        #expect(body.rows.values.rowCount == 1)
        #expect(try body.rows.values.matrix().values[0...1] == [1, -2.5])
        #expect(try body.rows.values.matrix().values[2].isNaN)
        #expect(try body.rows.values.matrix().values[3] == 100)
        #expect(!body.rows.isBatch)
        #expect(body.version == nil)
        #expect(body.parts.isEmpty)
    }

    @Test func `one row by name, with options in any order and unknown members passed over`() throws {
        let body = try body(
            #"{"probabilities": true, "meta": {"a": [1]}, "features": {"b": 2, "a": 1}, "version": "v2", "x": null}"#
        )
        #expect(body.rows.names == ["b", "a"])
        #expect(try body.rows.values.matrix().values == [2, 1])
        #expect(body.version == "v2")
        #expect(body.parts == .probabilities)
    }

    @Test func `many rows by position and by name`() throws {
        let lists = try body(#"{"instances": [[1, 2], [3, 4], [5, 6]]}"#)
        #expect(lists.rows.isBatch)
        #expect(lists.rows.values.rowCount == 3)
        #expect(try lists.rows.values.matrix().values == [1, 2, 3, 4, 5, 6])
        let named = try body(#"{"instances": [{"a": 1, "b": 2}, {"b": 4, "a": 3}]}"#)
        #expect(named.rows.names == ["a", "b"])
        #expect(try named.rows.values.matrix().values == [1, 2, 3, 4])
    }

    @Test func `texts, true and false stand beside numbers`() throws {
        let rows = try body(#"{"instances": [["red", 1, true], [null, 2, false], ["blue", "x", 3]]}"#).rows.values
        #expect(rows[0, 0] == .text("red") && rows[1, 0] == .missing && rows[2, 0] == .text("blue"))
        #expect(rows[0, 1] == .number(1) && rows[1, 1] == .number(2) && rows[2, 1] == .text("x"))
        #expect(rows[0, 2] == .number(1) && rows[1, 2] == .number(0) && rows[2, 2] == .number(3))
        let named = try body(#"{"instances": [{"a": "x", "b": 1}, {"b": 2, "a": "y"}]}"#).rows.values
        #expect(named[0, 0] == .text("x") && named[1, 0] == .text("y") && named[1, 1] == .number(2))
    }

    @Test func `scores and probabilities are asked for on their own or together`() throws {
        #expect(try body(#"{"features": [1], "scores": true}"#).parts == .scores)
        #expect(
            try body(#"{"features": [1], "scores": true, "probabilities": true}"#).parts == [.scores, .probabilities]
        )
    }

    @Test func `as many text columns as no model has are refused`() {
        let row = [String](repeating: "\"\"", count: 70_000).joined(separator: ",")
        #expect(failure("{\"features\": [\(row)]}")?.code == .invalidFeatures)
    }

    @Test func `null for a version means none`() throws {
        #expect(try body(#"{"features": [1], "version": null}"#).version == nil)
    }

    @Test(arguments: [
        "", "x", "{", #"{"features": [1,]}"#, #"{"features": [1]} x"#, "[1]", "null", "3", #"{"features": [NaN]}"#,
        "{}",
        #"{"version": "v1"}"#, #"{"features": 1}"#, #"{"features": "1"}"#, #"{"features": null}"#,
        #"{"features": [[1]]}"#, #"{"features": [tru]}"#, #"{"features": [1], "scores": 1}"#, #"{"instances": [1]}"#,
        #"{"instances": {"a": 1}}"#, #"{"features": [1], "version": 2}"#, #"{"features": [1], "probabilities": "yes"}"#,
        #"{"features": [1], "instances": [[1]]}"#, #"{"features": [1], "features": [2]}"#,
        #"{"version": "v1", "version": "v1", "features": [1]}"#,
        #"{"instances": [[1], {"a": 1}]}"#, #"{"instances": [{"a": 1}, [1]]}"#,
    ])
    func `what is no prediction request is an invalid body`(json: String) {
        #expect(failure(json)?.code == .invalidBody, "\(json)")
    }

    @Test(arguments: [
        (#"{"features": []}"#, "features"), (#"{"features": {}}"#, "features"), (#"{"instances": []}"#, "instances"),
        (#"{"instances": [[]]}"#, "instances"), (#"{"instances": [[1, 2], [3]]}"#, "instances[1]"),
        (#"{"instances": [{"a": 1}, {"b": 1}]}"#, "instances[1].b"),
        (#"{"instances": [{"a": 1, "b": 2}, {"a": 1}]}"#, "instances[1]"),
        (#"{"features": {"a": 1, "a": 2}}"#, "features.a"),
        (#"{"instances": [{"a": 1, "b": 2}, {"a": 1, "a": 2}]}"#, "instances[1].a"),
        (#"{"instances": [["x"], [1, "y"]]}"#, "instances[1]"),
    ])
    func `rows that are empty or do not fit together are invalid features at their place`(json: String, path: String) {
        let error = failure(json)
        #expect(error?.code == .invalidFeatures)
        #expect(error?.fields.first?.path == path)
    }

    @Test(arguments: [
        (#"{"features": [1, []]}"#, "features[1]"), (#"{"features": {"a": []}}"#, "features.a"),
        (#"{"instances": [[1], [{}]]}"#, "instances[1][0]"), (#"{"instances": [[1], 2]}"#, "instances[1]"),
        (#"{"features": [1], "version": 2}"#, "version"),
    ])
    func `a wrong type is named by its place`(json: String, path: String) {
        #expect(failure(json)?.fields.first?.path == path)
    }

    @Test func `every truncation and thousands of flipped bytes give a body or an error`() {
        let json = Array(
            #"{"instances": [{"mean radius": 1.25e1, "b\u00e9": null}, {"mean radius": -2, "bé": 3}], "version": "v2", "q": [{}]}"#
                .utf8
        )
        for length in 0..<json.count { _ = try? PredictionBody(json: Array(json.prefix(length))) }
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            var damaged = json
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                damaged[Int.random(in: 0..<json.count, using: &generator)] = UInt8.random(
                    in: 0...255,
                    using: &generator
                )
            }
            _ = try? PredictionBody(json: damaged)
        }
    }

    @Test func `names may come in another order in every row`() throws {
        let rows = try body(
            #"{"instances": [{"a": 1, "b": 2, "c": 3}, {"b": 5, "c": 6, "a": 4}, {"c": 9, "a": 7, "b": 8}, {"\u0061": 0, "b": 1, "c": 2}]}"#
        ).rows
        #expect(rows.names == ["a", "b", "c"])
        #expect(try rows.values.matrix().values == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2])
    }

    @Test(arguments: [
        (#"{"instances": [{"a": 1, "b": 2}, {"b": 1, "a": 2, "b": 3}]}"#, "instances[1].b"),
        (#"{"instances": [{"a": 1, "b": 2}, {"b": 1, "a": 2, "c": 3}]}"#, "instances[1].c"),
        (#"{"instances": [{"a": 1, "b": 2}, {"a": 1, "b": 2, "a": 3}]}"#, "instances[1].a"),
        (#"{"instances": [{"a": 1}, {}]}"#, "instances[1]"), (#"{"instances": [{}, {"a": 1}]}"#, "instances[1].a"),
        (#"{"instances": [[], [1]]}"#, "instances[1]"),
    ])
    func `a name that is taken or unknown is found behind numbers that were read in one go`(
        json: String,
        path: String
    ) {
        #expect(failure(json)?.fields.first?.path == path)
    }

    @Test func `numbers between texts, empty cells, true and false keep their places`() throws {
        var generator = SeededGenerator(seed: 5)
        let cells = ["1", "-2.5e1", "null", "true", "false", "\"x\"", "\"\\u00e9]\""]
        for width in [1, 2, 7, 63, 64, 65, 200] {
            let rows = (0..<9).map { _ in (0..<width).map { _ in cells.randomElement(using: &generator) ?? "" } }
            let lists = rows.map { "[\($0.joined(separator: " , "))]" }.joined(separator: ",")
            let objects = rows.map { row in
                "{\(row.enumerated().map { "\"n\($0)\" : \($1)" }.shuffled(using: &generator).joined(separator: ","))}"
            }
            let listed = try body("{\"instances\": [\(lists)]}").rows.values
            let named = try body("{\"instances\": [\(objects.joined(separator: ","))]}").rows
            for row in 0..<9 {
                for (column, name) in try #require(named.names).enumerated() {
                    let place = try #require(Int(name.dropFirst()))
                    #expect(listed[row, place] == named.values[row, column])
                    #expect(listed[row, place] == expectedCells[rows[row][place]])
                }
            }
        }
    }

    private var expectedCells: [String: FeatureTable.Cell] {
        [
            "1": .number(1), "-2.5e1": .number(-25), "null": .missing, "true": .number(1), "false": .number(0),
            "\"x\"": .text("x"), "\"\\u00e9]\"": .text("é]"),
        ]
    }

    @Test func `a hundred thousand names cost no more than their bytes`() throws {
        let members = (0..<100_000).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
        #expect(try body("{\"features\":{\(members)}}").rows.names?.count == 100_000)
    }
}
