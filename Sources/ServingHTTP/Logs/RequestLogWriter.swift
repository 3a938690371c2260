import LogLines
import Logging

/// Turns predictions into lines of a file.
struct RequestLogWriter {
    private let configuration: RequestLog.Configuration
    private let logger: Logger
    private var file: RotatingFile
    private var lastComplaint: ContinuousClock.Instant?

    /// A disk that is full is told of once in a while, not with every request.
    private static let complaintPause = Duration.seconds(60)

    init(_ configuration: RequestLog.Configuration, file: RotatingFile, logger: Logger) {
        self.configuration = configuration
        self.file = file
        self.logger = logger
    }

    /// - Returns: how many could not be written.
    mutating func write(_ entries: [RequestLog.Entry]) -> Int {
        var lost = 0
        for entry in entries {
            do throws(RotatingFile.Failure) {
                try file.append(line(entry))
            } catch {
                lost += 1
                complain(error)
            }
        }
        return lost
    }

    private mutating func complain(_ error: RotatingFile.Failure) {
        let now = ContinuousClock.now
        if let lastComplaint, now - lastComplaint < Self.complaintPause { return }
        lastComplaint = now
        logger.error("the request log cannot be written", metadata: ["reason": "\(error)"])
    }

    func line(_ entry: RequestLog.Entry) -> [UInt8] {
        let facts = entry.record.facts
        var line = LineBuilder(.json, level: .info, message: "prediction", time: entry.time)
        line.add("route", entry.route)
        line.add("status", entry.status)
        line.add("duration_ms", milliseconds: entry.seconds * 1e3)
        if let model = facts.model { line.add("model", model.cut(to: 64)) }
        if let version = facts.version { line.add("version", version.cut(to: 64)) }
        if let caller = facts.caller { line.add("caller", caller.cut(to: 128)) }
        line.add("request_id", entry.record.id)
        line.add("trace_id", entry.record.trace.traceID)
        if let body = facts.body { add(body, "request", redaction(entry, .request), to: &line) }
        if let answer = entry.answer { add(answer, "answer", redaction(entry, .answer), to: &line) }
        return line.finish()
    }

    private func redaction(_ entry: RequestLog.Entry, _ side: BodyRedaction.Side) -> BodyRedaction {
        BodyRedaction(features: configuration.redaction, known: entry.featureNames, side: side)
    }

    private func add(_ body: [UInt8], _ name: String, _ redaction: BodyRedaction, to line: inout LineBuilder) {
        line.add(name + "_bytes", body.count)
        // What cannot be read cannot be searched for what is to be left out.
        guard let text = redaction.rewrite(body) else { return }
        if text.count <= configuration.bodyBytes {
            line.add(name, json: text)
        } else {
            line.add(name + "_start", String(decoding: text.prefix(configuration.bodyBytes), as: UTF8.self))
        }
    }
}
