package import ConsoleCore
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// Where tasks put events for the thread that owns the terminal.
///
/// A descriptor becomes readable with the first event, so that the thread can wait for keys and events at once.
package final class Mailbox: Sendable {
    private let events = Mutex<[ConsoleEvent]>([])
    private let reading: Int32
    private let writing: Int32

    package init() throws(TerminalError) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else {
            throw TerminalError(code: .system, description: "no descriptors are left for the console's events")
        }
        reading = ends[0]
        writing = ends[1]
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// Hands an event over; from any thread.
    package func post(_ event: ConsoleEvent) {
        events.withLock { $0.append(event) }
        // A full pipe wakes the reader just as well.
        _ = [UInt8(1)].withUnsafeBytes { write(writing, $0.baseAddress, 1) }
    }

    var descriptor: Int32 { reading }

    /// All events since the last call.
    func take() -> [ConsoleEvent] {
        var buffer = [UInt8](repeating: 0, count: 256)
        while read(reading, &buffer, buffer.count) > 0 {}
        return events.withLock { events in
            defer { events = [] }
            return events
        }
    }
}
