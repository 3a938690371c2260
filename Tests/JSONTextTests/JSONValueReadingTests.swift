import JSONText
import ModelSwitchAPI
import Testing

@Suite struct JSONValueReadingTests {
    private func value(_ json: String) throws -> JSONValue {
        try JSONValue(json: Array(json.utf8))
    }

    @Test func `every kind of value is read`() throws {
        #expect(
            try value(#" {"a": [1, -2, 3.5, 1e2, 12345678901234567890], "b": {"c": null}, "d": true, "e": "é"} "#)
                == .object([
                    "a": .array([
                        .integer(1), .integer(-2), .number(3.5), .number(100), .number(12_345_678_901_234_567_890),
                    ]),
                    "b": .object(["c": .null]), "d": .boolean(true), "e": .string("é"),
                ])
        )
    }

    @Test(arguments: ["", "{", "[1,]", "{\"a\":1,\"a\":2}", "1 2", "nope", "{\"a\" 1}"])
    func `what is no document is an error`(json: String) {
        #expect(throws: JSONCursor.Failure.self) { try value(json) }
    }

    @Test func `deep nesting is refused, and costs no more than its bytes`() throws {
        #expect(throws: JSONCursor.Failure.self) { try value(String(repeating: "[", count: 100_000)) }
        #expect(throws: Never.self) {
            try value(String(repeating: "[", count: 63) + String(repeating: "]", count: 63))
        }
    }
}
