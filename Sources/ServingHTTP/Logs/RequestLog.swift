package import LogLines
package import Logging
import Serving
import Synchronization

/// A file of predictions with what was asked and what was answered; opt-in, for people who may see that.
///
/// What is to be left out is left out before a byte is written, on a thread of its own. A request never waits for the
/// file, and never fails because of it: what cannot be written is counted and told.
package final class RequestLog: Sendable {
    package struct Configuration: Sendable {
        package var path: String
        /// Of the file and the older one together.
        package var totalBytes: Int
        /// The part of the predictions that is logged, 0 to 1.
        package var sample: Double
        /// Bytes of a body beyond which only its beginning is logged.
        package var bodyBytes: Int
        package var redaction: FeatureRedaction

        package init(path: String, totalBytes: Int, sample: Double, bodyBytes: Int, redaction: FeatureRedaction) {
            self.path = path
            self.totalBytes = totalBytes
            self.sample = sample
            self.bodyBytes = bodyBytes
            self.redaction = redaction
        }
    }

    /// A prediction, and what is known of it.
    struct Entry: Sendable {
        let record: RequestRecord
        let route: String
        let status: Int
        let seconds: Double
        let answer: [UInt8]?
        /// The model's feature names in training order; nil where they are not known.
        let featureNames: [String]?
        let time: LineTime
    }

    /// Bytes of bodies that may wait for the file.
    private static let waitingBytes = 16 << 20
    private static let entryBytes = 500

    private let configuration: Configuration
    private let queue: BackgroundQueue<Entry>

    /// - Throws: ``RotatingFile/Failure`` when the file cannot be opened.
    package init(_ configuration: Configuration, logger: Logger) throws(RotatingFile.Failure) {
        self.configuration = configuration
        var file = RotatingFile(path: configuration.path, totalBytes: configuration.totalBytes)
        try file.open()
        let writer = Mutex(RequestLogWriter(configuration, file: file, logger: logger))
        queue = BackgroundQueue(name: "request log", capacity: Self.waitingBytes) { entries, _ in
            writer.withLock { $0.write(entries) }
        }
    }

    package var droppedCount: UInt64 { queue.droppedCount }

    @discardableResult
    package func flush(within seconds: Double) -> Bool { queue.flush(within: seconds) }

    package func close() { queue.close() }

    func takes(_ trace: TraceContext) -> Bool {
        configuration.sample >= 1 || trace.fraction < configuration.sample
    }

    func record(_ entry: Entry) {
        let bytes = (entry.record.facts.body?.count ?? 0) + (entry.answer?.count ?? 0)
        queue.submit(entry, cost: bytes + Self.entryBytes)
    }
}
