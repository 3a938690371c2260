import Foundation
import HTTPTypes
import HummingbirdTesting
import Logging
import TestSupport
import Testing

@testable import ServingHTTP

@Suite struct RequestLogTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path + "/requests.jsonl" }

    init() throws {
        folder = try TemporaryFolder()
    }

    private func log(redact: [String] = [], bodyBytes: Int = 4096, sample: Double = 1) throws -> RequestLog {
        try RequestLog(
            RequestLog.Configuration(
                path: path,
                totalBytes: 1 << 20,
                sample: sample,
                bodyBytes: bodyBytes,
                redaction: FeatureRedaction(redact)
            ),
            logger: Logger(label: "test")
        )
    }

    private func entries(_ log: RequestLog) throws -> [[String: Any]] {
        #expect(log.flush(within: 10))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try text.split(separator: "\n").map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
    }

    private static let row = #"{"features": [\#((1...30).map { "\($0).5" }.joined(separator: ", "))]}"#

    @Test func `predictions are kept with what was asked and answered, and nothing else is`() async throws {
        let log = try log()
        try await RouteBench(logs: RequestLogs(requests: log)).withClient { client async throws in
            _ = try await client.post("/predict", Self.row, headers: [.authorization: "Bearer hunter2"])
            _ = try await client.get("/healthz")
            _ = try await client.post("/admin/warm", #"{"version":"v2"}"#)
        }
        let entries = try entries(log)
        let entry = try #require(entries.first)
        #expect(entries.count == 1)
        #expect((entry["request"] as? [String: Any])?["features"] as? [Double] == (1...30).map { Double($0) + 0.5 })
        #expect((entry["answer"] as? [String: Any])?["model_version"] as? String == "v1")
        #expect(entry["version"] as? String == "v1" && entry["status"] as? Int == 200)
        #expect(entry["request_bytes"] as? Int == Self.row.utf8.count)
        #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("hunter2"))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `values are left out by name and by place, also of rows without names`() async throws {
        let log = try log(redact: ["3", "mean radius"])
        try await RouteBench(logs: RequestLogs(requests: log)).withClient { client async throws in
            let bench = try await client.get("/admin/models/v1")
            let names = (bench.fields["signature"] as? [String: Any])?["feature_names"] as? [String]
            let known = try #require(names)
            let named = known.enumerated().map { "\"\($1)\": \($0)" }.joined(separator: ", ")
            _ = try await client.post("/predict", Self.row)
            _ = try await client.post("/predict", "{\"features\": {\(named)}}")
            _ = try await client.post(
                "/predict",
                "{\"instances\": [\(Self.row.dropFirst(13).dropLast(1)), [1, 2, 3, 4]]}"
            )
            _ = try await client.post("/predict", "{\"features\": {\"Mean Radius\": 777}}")
        }
        let entries = try entries(log)
        func hidden(_ row: Any?) -> [Int] {
            (row as? [Any] ?? []).enumerated().filter { $1 as? String == "(hidden)" }.map(\.offset)
        }
        let bodies = entries.map { $0["request"] as? [String: Any] ?? [:] }
        #expect(hidden(bodies[0]["features"]) == [0, 3])
        let named = bodies[1]["features"] as? [String: Any] ?? [:]
        #expect(Set(named.filter { $1 as? String == "(hidden)" }.keys) == ["mean radius", "mean area"])
        let rows = bodies[2]["instances"] as? [Any] ?? []
        // No version answered, so nobody knows what the columns are.
        #expect(hidden(rows.first) == Array(0..<30) && hidden(rows.last) == Array(0..<4))
        let misspelt = bodies[3]["features"] as? [String: Any] ?? [:]
        #expect(misspelt.count == 1 && misspelt.values.allSatisfy { $0 as? String == "(hidden)" })
    }

    @Test(arguments: [
        #"{"features": [41.5, "#, #"{"features": [41.5]} 41.5"#, #"41.5"#, #"{"feature": [41.5]}"#, #"[41.5]"#,
        #"{"features": "41.5"}"#, #"{"features": [[41.5]]}"#, #"{"features": {"a": {"b": 41.5}}}"#,
        #"{"version": {"x": [41.5]}, "features": [1]}"#, #"{"instances": {"x": 41.5}}"#, #"{"instances": [41.5]}"#,
        #"{"f\u0065atures": [41.5]}"#, #"{"inputs": [{"data": [41.5]}]}"#, "\u{FEFF}{\"features\":[41.5]}",
    ]) func `what is to be left out is left out of malformed bodies too`(_ body: String) async throws {
        let log = try log(redact: ["*"])
        try await RouteBench(logs: RequestLogs(requests: log)).withClient { client async throws in
            _ = try await client.post("/predict", body)
        }
        let entry = try #require(try entries(log).first)
        #expect(entry["request_bytes"] as? Int == body.utf8.count)
        #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("41.5"))
    }

    @Test func `without the model's names, what is named hides every place`() throws {
        let redaction = BodyRedaction(features: FeatureRedaction(["age"]), known: nil, side: .request)
        let text = redaction.rewrite(Array(#"{"features":[1,2],"version":"v1","other":7}"#.utf8))
        #expect(
            text.map { String(decoding: $0, as: UTF8.self) }
                == #"{"features":["(hidden)","(hidden)"],"version":"v1","other":"(hidden)"}"#
        )
        let answer = BodyRedaction(features: FeatureRedaction(["age"]), known: nil, side: .answer)
        let problem = answer.rewrite(
            Array(#"{"status":400,"detail":"'41.5' is no city","errors":[{"path":"x"}]}"#.utf8)
        )
        #expect(
            problem.map { String(decoding: $0, as: UTF8.self) }
                == #"{"status":400,"detail":"(hidden)","errors":"(hidden)"}"#
        )
    }

    @Test func `a large body is kept by its beginning, and no control characters get in`() async throws {
        let log = try log(bodyBytes: 20)
        try await RouteBench(logs: RequestLogs(requests: log)).withClient { client async throws in
            _ = try await client.post("/predict", "{\"features\":\n[\"\u{202E}\u{85}\"]}")
            _ = try await client.post("/predict", Self.row)
        }
        let entries = try entries(log)
        #expect(entries.last?["request_start"] as? String == #"{"features":[1.5,2.5"#)
        #expect(entries.last?["request"] == nil)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.unicodeScalars.count { $0.value < 0x20 || $0 == "\u{202E}" || $0 == "\u{85}" } == entries.count)
    }

    @Test func `a sample of none keeps nothing`() async throws {
        let log = try log(sample: 0)
        try await RouteBench(logs: RequestLogs(requests: log)).withClient { client async throws in
            _ = try await client.post("/predict", Self.row)
        }
        #expect(try entries(log).isEmpty)
    }

    @Test func `a file that goes bad hurts no request`() async throws {
        let log = try log()
        try FileManager.default.removeItem(atPath: folder.path)
        try await RouteBench(logs: RequestLogs(requests: log)).withClient { client async throws in
            #expect(try await client.post("/predict", Self.row).status == .ok)
        }
        #expect(log.flush(within: 10) && log.droppedCount == 1)
    }
}
