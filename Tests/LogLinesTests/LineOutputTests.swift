import Foundation
import Testing

@testable import LogLines

@Suite struct LineOutputTests {
    private static func notice(_ count: Int) -> [UInt8] { Array("dropped \(count)\n".utf8) }
    private static let line = Array((String(repeating: "x", count: 99) + "\n").utf8)

    @Test func `a blocked descriptor holds nobody up, and what was dropped is told`() throws {
        let pipe = Pipe()
        let output = LineOutput(
            descriptor: pipe.fileHandleForWriting.fileDescriptor,
            capacity: 100_000,
            notice: Self.notice
        )
        // A pipe takes 64 KiB and nobody reads: beyond that and the bound lines are dropped, and no call blocks.
        for _ in 0..<5000 { output.write(Self.line) }
        #expect(!output.flush(within: 0.05))
        #expect(output.droppedCount > 3000)

        // What is dropped while lines are written is told after them: in one notice or, on a busy machine, in two.
        var text = ""
        var (written, told) = (0, 0)
        while written + told < 5000 {
            text += String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            written = lines.count { $0.count == 99 }
            told = lines.compactMap { $0.hasPrefix("dropped ") ? Int($0.dropFirst(8)) : nil }.reduce(0, +)
        }
        #expect(written + told == 5000)
        #expect(UInt64(told) == output.droppedCount)
        #expect(output.flush(within: 10))
        output.close()
    }

    @Test func `a descriptor that is gone costs lines and nothing else`() throws {
        let output = LineOutput(descriptor: -1, notice: Self.notice)
        for _ in 0..<10 { output.write(Self.line) }
        #expect(output.flush(within: 10))
        #expect(output.droppedCount == 10)
        output.close()
    }

    @Test func `a descriptor that does not block is waited for`() throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
        let output = LineOutput(descriptor: descriptor, notice: Self.notice)
        for _ in 0..<2000 { output.write(Self.line) }
        var count = 0
        while count < 200_000 { count += pipe.fileHandleForReading.availableData.count }
        #expect(count == 200_000)
        #expect(output.flush(within: 10) && output.droppedCount == 0)
        output.close()
    }

    @Test func `what waits is bounded by its cost, also while it is being worked on`() {
        var queue = QueueState<Int>(capacity: 10)
        #expect(queue.add(1, cost: 6) == (true, false))
        let first = queue.take()
        #expect(first.items == [1] && !queue.isIdle)
        #expect(queue.add(2, cost: 6) == (false, false))
        #expect(queue.add(3, cost: 4) == (true, false))
        queue.finished(cost: first.cost)
        let second = queue.take()
        #expect(second.items == [3] && second.dropped == 1)
        queue.finished(cost: second.cost)
        _ = queue.take()
        #expect(queue.isIdle)
        #expect(queue.add(4, cost: 10) == (true, true))
        #expect(queue.droppedCount == 1)
    }

    @Test func `what was lost is told with the next items and not for its own sake`() {
        var queue = QueueState<Int>(capacity: 10)
        queue.lost(3)
        #expect(queue.take().dropped == 0 && queue.isIdle)
        _ = queue.add(1, cost: 1)
        #expect(queue.take().dropped == 3)
    }
}
