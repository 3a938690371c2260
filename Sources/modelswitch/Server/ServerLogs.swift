import Foundation
import LogLines
import Logging
import Serving
import ServingHTTP
import Synchronization

/// Where the server's lines go: standard error, and the request log's file.
struct ServerLogs: Sendable {
    private let settings: LogSettings
    private let style: LineStyle
    private let output: LineOutput
    private let requests = Requests()

    /// The request log, once it is open.
    private final class Requests: Sendable {
        let log = Mutex<RequestLog?>(nil)
    }

    /// How long the end may wait for a standard error that takes nothing in.
    private static let flushSeconds = 2.0

    init(_ settings: LogSettings) {
        self.settings = settings
        let style = settings.format == .json ? LineStyle.json : .text(isColoured: Self.isColoured)
        self.style = style
        output = LineOutput(descriptor: FileHandle.standardError.fileDescriptor) { count in
            var line = LineBuilder(style, level: .warning, message: "lines were dropped: standard error took none in")
            line.add("count", count)
            return line.finish()
        }
    }

    /// Colours are for people at a terminal that has some.
    private static var isColoured: Bool {
        let environment = ProcessInfo.processInfo.environment
        return isatty(FileHandle.standardError.fileDescriptor) == 1 && environment["NO_COLOR", default: ""].isEmpty
            && environment["TERM"] != "dumb"
    }

    func handler(_ provider: Logger.MetadataProvider?) -> LineLogHandler {
        LineLogHandler(logLevel: settings.level, style: style, output: output, metadataProvider: provider)
    }

    func show(in metrics: ServingMetrics) {
        metrics.show(
            .init("log_lines_dropped_total", .counter, "Lines that standard error did not take in.") { [output] in
                Double(output.droppedCount)
            }
        )
    }

    /// What tells of requests.
    ///
    /// - Throws: ``SettingError`` when the request log cannot be opened.
    func ofRequests(_ metrics: ServingMetrics, _ logger: Logger) throws -> RequestLogs {
        var logs = RequestLogs()
        if let access = settings.access {
            logs.access = AccessLog(
                style: style,
                level: settings.level,
                sample: access.sample,
                slowSeconds: access.slowSeconds,
                write: { [output] in output.write($0) }
            )
        }
        if let configuration = settings.requests {
            let log = try Self.requestLog(configuration, metrics, logger)
            requests.log.withLock { $0 = log }
            logs.requests = log
        }
        return logs
    }

    private static func requestLog(
        _ configuration: RequestLog.Configuration,
        _ metrics: ServingMetrics,
        _ logger: Logger
    ) throws -> RequestLog {
        do throws(RotatingFile.Failure) {
            let log = try RequestLog(configuration, logger: logger)
            metrics.show(
                .init(
                    "request_log_entries_dropped_total",
                    .counter,
                    "Predictions that the request log could not take in."
                ) { Double(log.droppedCount) }
            )
            return log
        } catch {
            throw SettingError(
                name: "REQUEST_LOG_FILE",
                value: configuration.path,
                expected: "a file that can be written, in a folder that is there (\(error))"
            )
        }
    }

    /// Waits until all lines are written, a moment at most.
    func flush() {
        requests.log.withLock { $0 }?.flush(within: Self.flushSeconds)
        output.flush(within: Self.flushSeconds)
    }
}
