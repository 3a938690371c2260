import Testing

@testable import Serving

@Suite struct BatchBookTests {
    private typealias Book = BatchBook<String, Int>

    private let limits = BatchLimits(rowCount: 3, delaySeconds: 0.5)

    @Test func `the first request sets the time, and the one that fills the batch runs it`() {
        var book = Book()
        let first = book.add(1, rowCount: 1, to: "a", limits, now: 10)
        #expect(first.run.isEmpty && first.due == 10.5)
        let second = book.add(2, rowCount: 1, to: "a", limits, now: 10.4)
        #expect(second.run.isEmpty && second.due == nil)
        let third = book.add(3, rowCount: 1, to: "a", limits, now: 10.45)
        #expect(third.run == [[1, 2, 3]] && third.due == nil)
        #expect(book.isEmpty)
    }

    @Test func `a batch that is not full runs when its first request has waited long enough`() {
        var book = Book()
        _ = book.add(1, rowCount: 1, to: "a", limits, now: 0)
        _ = book.add(2, rowCount: 1, to: "a", limits, now: 0.4)
        #expect(book.takeDue(now: 0.49).isEmpty)
        #expect(book.takeDue(now: 0.5) == [[1, 2]])
        #expect(book.takeDue(now: 9).isEmpty)
    }

    @Test func `the time of a batch that ran does not run the one after it`() {
        var book = Book()
        for number in 1...3 { _ = book.add(number, rowCount: 1, to: "a", limits, now: 0) }
        #expect(book.add(4, rowCount: 1, to: "a", limits, now: 0.3).due == 0.8)
        #expect(book.takeDue(now: 0.5).isEmpty)
        #expect(book.takeDue(now: 0.8) == [[4]])
    }

    @Test func `kinds are never mixed`() {
        var book = Book()
        for number in 0..<4 { _ = book.add(number, rowCount: 1, to: number % 2 == 0 ? "a" : "b", limits, now: 0) }
        #expect(book.takeAll { $0 == "b" } == [[1, 3]])
        #expect(book.takeAll() == [[0, 2]])
    }

    @Test func `a request that would overfill a batch begins the next`() {
        var book = Book()
        _ = book.add(1, rowCount: 2, to: "a", limits, now: 0)
        let second = book.add(2, rowCount: 2, to: "a", limits, now: 0.1)
        #expect(second.run == [[1]] && second.due == 0.6)
        let third = book.add(3, rowCount: 7, to: "a", limits, now: 0.2)
        #expect(third.run == [[2], [3]] && third.due == nil)
        #expect(book.isEmpty)
    }
}
