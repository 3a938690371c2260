import Foundation
import HTTPTypes
import HummingbirdTesting
import Identity
import LogLines
import Logging
import NIOCore
import Synchronization
import Testing

@testable import ServingHTTP

/// The lines of the access log, as routes make them.
@Suite struct AccessLogTests {
    private final class Lines: Sendable {
        private let written = Mutex<[String]>([])

        func log(level: Logger.Level = .info, sample: Double = 1, slow: Double = 100) -> AccessLog {
            AccessLog(style: .json, level: level, sample: sample, slowSeconds: slow) { [self] line in
                written.withLock { $0.append(String(decoding: line, as: UTF8.self)) }
            }
        }

        var all: [String] { written.withLock { $0 } }

        var fields: [[String: Any]] {
            all.compactMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
        }
    }

    private static let row = #"{"features":[\#(Array(repeating: "1", count: 30).joined(separator: ","))]}"#

    @Test func `a prediction's line says who asked what, which version answered, and how it went`() async throws {
        let lines = Lines()
        try await RouteBench(logs: RequestLogs(access: lines.log())).withClient { client async throws in
            let answer = try await client.post(
                "/predict?secret=hunter2",
                Self.row,
                headers: [
                    .traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", .tracestate: "a=1",
                    .requestID: "mine", .userAgent: "agent/1.0 \"quoted\"", .authorization: "Bearer hunter2",
                ]
            )
            #expect(answer.status == .ok)
            #expect(answer.headers[.requestID] == "mine" && answer.headers[.tracestate] == "a=1")
            let fields = try #require(lines.fields.first)
            #expect(
                Set(fields.keys) == [
                    "time", "level", "message", "method", "route", "status", "duration_ms", "bytes_in", "bytes_out",
                    "model", "version", "address", "user_agent", "request_id", "trace_id", "span_id", "sampled",
                ]
            )
            #expect(fields["route"] as? String == "/predict" && fields["status"] as? Int == 200)
            #expect(fields["model"] as? String == "default" && fields["version"] as? String == "v1")
            #expect(fields["bytes_in"] as? Int == Self.row.utf8.count)
            #expect(fields["bytes_out"] as? Int == answer.body.readableBytes)
            #expect((fields["duration_ms"] as? Double ?? -1) > 0)
            #expect(fields["request_id"] as? String == "mine" && fields["sampled"] as? Bool == true)
            #expect(fields["trace_id"] as? String == "0af7651916cd43dd8448eb211c80319c")
            let span = try #require(fields["span_id"] as? String)
            #expect(
                answer.headers[.traceparent] == "00-0af7651916cd43dd8448eb211c80319c-\(span)-01"
            )
            #expect(!lines.all.joined().contains("hunter2"))
        }
    }

    @Test func `without a trace and an id both are made`() async throws {
        try await RouteBench().withClient { client async throws in
            let answer = try await client.get("/healthz")
            let parent = try #require(answer.headers[.traceparent])
            #expect(TraceParent(parent) != nil)
            #expect(answer.headers[.requestID].map { parent.contains($0) } == true)
            let bad = try await client.get("/healthz", headers: [.traceparent: "00-zz", .requestID: "a b"])
            #expect(bad.status == .ok && bad.headers[.traceparent].map { TraceParent($0) != nil } == true)
            #expect(bad.headers[.requestID] != "a b")
        }
    }

    @Test func `each answer has one line, refusals and unknown paths too, and polls none`() async throws {
        let lines = Lines()
        try await RouteBench(logs: RequestLogs(access: lines.log())).withClient { client async throws in
            _ = try await client.post("/predict", "{")
            _ = try await client.get("/secret/path?key=hunter2")
            _ = try await client.get("/predict")
            _ = try await client.get("/healthz")
            _ = try await client.get("/metrics")
            _ = try await client.post("/models/nothing/predict", Self.row)
            #expect(lines.fields.compactMap { $0["status"] as? Int } == [422, 404, 405, 404])
            #expect(lines.fields.compactMap { $0["route"] as? String }[1] == "unmatched")
            #expect(lines.fields.last?["model"] as? String == "nothing")
            #expect(!lines.all.joined().contains("hunter2"))
        }
    }

    @Test func `polls have lines at level debug`() async throws {
        let lines = Lines()
        try await RouteBench(logs: RequestLogs(access: lines.log(level: .debug))).withClient { client async throws in
            _ = try await client.get("/healthz")
            #expect(lines.fields.first?["level"] as? String == "debug")
        }
    }

    @Test func `a sample follows the trace, and refusals are always told`() async throws {
        let lines = Lines()
        let log = lines.log(sample: 0.5)
        try await RouteBench(logs: RequestLogs(access: log)).withClient { client async throws in
            for number in 0..<40 {
                // The part of a trace id that decides, from the lowest to the highest.
                let low = Hexadecimal.text(UInt64(number) << 50 | 1)
                let parent = "00-00000000000000ff\(low)-b7ad6b7169203331-00"
                _ = try await client.get("/admin/models", headers: [.traceparent: parent])
            }
            let told = lines.fields.compactMap { ($0["trace_id"] as? String)?.suffix(16) }
            let expected = (0..<40).filter { $0 < 32 }.map { Hexadecimal.text(UInt64($0) << 50 | 1)[...] }
            #expect(told == expected)
            _ = try await client.post(
                "/predict",
                "{",
                headers: [.traceparent: "00-00000000000000ff00ffffffffffffff-b7ad6b7169203331-00"]
            )
            #expect(lines.fields.last?["status"] as? Int == 422)
        }
    }

    @Test func `hostile names and headers stay inside their values`() async throws {
        let lines = Lines()
        try await RouteBench(logs: RequestLogs(access: lines.log())).withClient { client async throws in
            let evil = "x\u{202E}\u{85}\u{2028}\u{9B}2J"
            let path = evil.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            _ = try await client.post(
                "/models/\(path)/predict?version=\(path)",
                Self.row,
                headers: [.userAgent: evil + String(repeating: "é", count: 500)]
            )
            let line = try #require(lines.all.first)
            #expect(line.unicodeScalars.count(where: \.steers) == 1)
            #expect((lines.fields.first?["user_agent"] as? String)?.utf8.count ?? 999 <= 204)
        }
    }

    @Test func `a slow answer and the caller's name are told`() {
        let lines = Lines()
        let log = lines.log(sample: 0, slow: 0.5)
        let record = RequestRecord(id: "i", trace: TraceContext([:]), keepsBodies: false)
        record.recognised(caller: "robot\n")
        for seconds in [0.4, 0.6] {
            log.record(
                AccessLog.Entry(
                    method: "BREW\u{1B}" + String(repeating: "x", count: 100),
                    route: "/predict",
                    status: 200,
                    seconds: seconds,
                    bytesIn: 1,
                    bytesOut: nil,
                    address: "192.0.2.255",
                    userAgent: nil,
                    record: record,
                    facts: record.facts
                )
            )
        }
        #expect(lines.all.count == 1)
        #expect(lines.fields.first?["caller"] as? String == "robot\n")
        #expect(lines.fields.first?["address"] as? String == "192.0.2.255")
        #expect(lines.fields.first?["method"] as? String == "other")
        #expect(lines.fields.first?["duration_ms"] as? Double == 600)
    }

    @Test func `a text is cut between characters`() {
        #expect("grüße".cut(to: 3) == "gr…" && "grüße".cut(to: 4) == "grü…" && "grüße".cut(to: 7) == "grüße")
        #expect("🙂".cut(to: 2) == "…")
    }
}
