#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Writes lines to a descriptor from a thread of its own.
///
/// Whoever logs never waits: while the descriptor is blocked — a full pipe, a stopped terminal — lines gather up to a
/// bound and then are dropped and counted; a line tells how many once there is room again. A line is never split between
/// two writes, and several go into one only as long as a pipe takes it in one piece.
package final class LineOutput: Sendable {
    /// What a pipe takes whole, by POSIX and on Linux.
    private static let pipeBytes = 4096
    /// For a file, which takes any piece whole: few calls, and no more memory than lines may take anyway.
    private static let fileBytes = 256 << 10

    /// The lines' bytes, one after the other: nothing is kept for a line that waits but what it says.
    private let queue: BackgroundQueue<UInt8>

    /// - Parameters:
    ///   - descriptor: stays open as long as this lives.
    ///   - capacity: bytes of lines that may wait.
    ///   - notice: the line that tells of so many dropped ones.
    package init(descriptor: Int32, capacity: Int = 4 << 20, notice: @escaping @Sendable (Int) -> [UInt8]) {
        let pieceBytes = Self.isFile(descriptor) ? Self.fileBytes : Self.pipeBytes
        queue = BackgroundQueue(name: "log", capacity: capacity) { lines, dropped in
            let lost = Self.write(lines, to: descriptor, pieceBytes: pieceBytes)
            if dropped > 0, lost == 0 { _ = Self.write(notice(dropped), to: descriptor, pieceBytes: pieceBytes) }
            return lost
        }
    }

    /// Adds a line: its end is its only line feed.
    package func write(_ line: [UInt8]) {
        queue.submit(line, cost: line.count)
    }

    package var droppedCount: UInt64 { queue.droppedCount }

    /// Waits until all lines are written, `seconds` at most.
    @discardableResult
    package func flush(within seconds: Double) -> Bool { queue.flush(within: seconds) }

    package func close() { queue.close() }

    // MARK: - Writing

    private static func isFile(_ descriptor: Int32) -> Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// - Returns: how many lines could not be written.
    private static func write(_ lines: [UInt8], to descriptor: Int32, pieceBytes: Int) -> Int {
        lines.withUnsafeBytes { lines in
            var lost = 0
            var rest = lines[...]
            while !rest.isEmpty {
                let piece = rest.prefix(upTo: endOfPiece(rest, pieceBytes))
                if !writeWhole(piece, to: descriptor) { lost += piece.count { $0 == lineFeed } }
                rest = rest.suffix(from: piece.endIndex)
            }
            return lost
        }
    }

    private static let lineFeed = UInt8(ascii: "\n")

    /// The end of the lines that go into one piece; a line that is longer goes alone.
    private static func endOfPiece(_ lines: Slice<UnsafeRawBufferPointer>, _ bytes: Int) -> Int {
        guard lines.count > bytes else { return lines.endIndex }
        let end = lines.prefix(bytes).lastIndex(of: lineFeed) ?? lines.firstIndex(of: lineFeed)
        return end.map { $0 + 1 } ?? lines.endIndex
    }

    /// Writes all bytes, waiting as long as the descriptor has no room; false when it cannot be written at all.
    private static func writeWhole(_ bytes: Slice<UnsafeRawBufferPointer>, to descriptor: Int32) -> Bool {
        var rest = bytes
        while !rest.isEmpty {
            let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: rest))
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&wait, 1, 1000)
            } else if count == 0 || errno != EINTR {
                return false
            }
        }
        return true
    }

    private static func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
        Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        #elseif canImport(Musl)
        Musl.write(descriptor, bytes.baseAddress, bytes.count)
        #else
        Darwin.write(descriptor, bytes.baseAddress, bytes.count)
        #endif
    }
}
