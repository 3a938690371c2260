import Testing

@testable import Serving

@Suite struct WorkLanesTests {
    private typealias Lanes = WorkLanes<String>

    /// What runs, one after another, on as many threads as there are.
    private func order(_ lanes: inout Lanes) -> [String] {
        var order: [String] = []
        while let next = lanes.take() {
            order.append(next.work)
            lanes.end(next.lane)
        }
        return order
    }

    @Test func `single predictions get every other turn`() {
        var lanes = Lanes(threads: 1, queueLimit: 10)
        for number in 1...4 {
            for (lane, name) in [(Lanes.Lane.blocks, "block"), (.bodies, "body"), (.predictions, "one")] {
                #expect(lanes.add("\(name) \(number)", to: lane, isAccepted: false) == true)
            }
        }
        #expect(
            order(&lanes) == [
                "one 1", "block 1", "one 2", "body 1", "one 3", "block 2", "one 4", "body 2", "block 3", "body 3",
                "block 4", "body 4",
            ]
        )
    }

    @Test func `no more run than there are threads, and bodies leave one free`() {
        var lanes = Lanes(threads: 3, queueLimit: 10)
        for number in 1...4 { _ = lanes.add("body \(number)", to: .bodies, isAccepted: false) }
        let first = lanes.take()
        #expect(lanes.take()?.work == "body 2")
        #expect(lanes.take() == nil)
        _ = lanes.add("one", to: .predictions, isAccepted: false)
        _ = lanes.add("two", to: .predictions, isAccepted: false)
        #expect(lanes.take()?.work == "one")
        #expect(lanes.take() == nil)
        if let first { lanes.end(first.lane) }
        #expect(lanes.take()?.work == "two")
    }

    @Test func `a pool of one thread takes bodies too`() {
        var lanes = Lanes(threads: 1, queueLimit: 0)
        #expect(lanes.add("body", to: .bodies, isAccepted: false) == true)
        #expect(lanes.take()?.work == "body")
    }

    @Test func `what finds neither a thread nor a place is refused, unless it was accepted before`() {
        var lanes = Lanes(threads: 1, queueLimit: 1)
        #expect(lanes.add("runs", to: .predictions, isAccepted: false) == true)
        #expect(lanes.take()?.work == "runs")
        #expect(lanes.add("waits", to: .predictions, isAccepted: false) == true)
        #expect(lanes.add("is too many", to: .predictions, isAccepted: false) == false)
        #expect(lanes.add("another lane", to: .blocks, isAccepted: false) == true)
        #expect(lanes.add("goes on", to: .predictions, isAccepted: true) == true)
        lanes.end(.predictions)
        #expect(order(&lanes).count == 3)
    }
}
