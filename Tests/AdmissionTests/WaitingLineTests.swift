import Admission
import TestSupport
import Testing

@Suite struct WaitingLineTests {
    @Test func `who comes first is served first`() {
        var line = WaitingLine(places: 1, limit: 3)
        let tickets = (0..<5).map { _ in line.makeTicket() }
        #expect(tickets.map { line.enter($0) } == [.enter, .wait, .wait, .wait, .refuse])
        #expect(line.leave() == tickets[1])
        #expect(line.leave() == tickets[2])
        #expect(line.leave() == tickets[3])
        #expect(line.running == 1)
        #expect(line.leave() == nil)
        #expect(line.running == 0)
    }

    @Test func `who comes later does not overtake`() {
        var line = WaitingLine(places: 1, limit: 3)
        let (first, second) = (line.makeTicket(), line.makeTicket())
        #expect(line.enter(first) == .enter)
        #expect(line.enter(second) == .wait)
        #expect(line.leave() == second)
        #expect(line.enterAtOnce() == false)
    }

    @Test func `who gives up is passed over`() {
        var line = WaitingLine(places: 1, limit: 2)
        let tickets = (0..<4).map { _ in line.makeTicket() }
        _ = tickets.prefix(3).map { line.enter($0) }
        #expect(line.abandon(tickets[1]) == true)
        #expect(line.abandon(tickets[1]) == false)
        #expect(line.enter(tickets[3]) == .wait)
        #expect(line.leave() == tickets[2])
        #expect(line.abandon(tickets[2]) == false)
        #expect(line.leave() == tickets[3])
    }

    @Test(arguments: 0..<30)
    func `whatever happens, places and waits stay within their bounds and nobody is forgotten`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let places = Int.random(in: 1...5, using: &generator)
        let limit = Int.random(in: 0...6, using: &generator)
        var line = WaitingLine(places: places, limit: limit)
        var (running, waiting) = (0, [WaitingLine.Ticket]())
        for _ in 0..<5000 {
            switch Int.random(in: 0..<5, using: &generator) {
            case 0, 1:
                let ticket = line.makeTicket()
                switch line.enter(ticket) {
                case .enter:
                    #expect(waiting.isEmpty)
                    running += 1
                case .wait: waiting.append(ticket)
                case .refuse: #expect(running == places && waiting.count == limit)
                }
            case 2 where running > 0, 3 where running > 0:
                if let next = line.leave() {
                    let first = waiting.removeFirst()
                    #expect(next == first)
                } else {
                    running -= 1
                }
            default:
                guard let index = waiting.indices.randomElement(using: &generator) else { continue }
                let ticket = waiting.remove(at: index)
                #expect(line.abandon(ticket) == true)
            }
            #expect(line.running == running && line.waiting == waiting.count)
            #expect(running <= places && waiting.count <= limit)
            #expect(waiting.isEmpty || running == places)
        }
    }
}
