import Serving
import Testing

@Suite struct AuditBudgetTests {
    @Test func `an address gets its first attempts written down, and then one a minute`() {
        var budget = AuditBudget(now: 0)
        #expect((0..<100).count { _ in budget.admits(address: "a", now: 1) } == 20)
        #expect((0..<100).count { _ in budget.admits(address: "b", now: 1) } == 20)
        #expect((0..<3600).count { budget.admits(address: "a", now: 1 + Double($0)) } <= 60)
        let summary = budget.takeSummary()
        #expect(summary?.addresses == ["a", "b"] && summary?.hasMoreAddresses == false)
        #expect((summary?.count ?? 0) >= 80 + 80 + 3540)
        #expect(budget.takeSummary() == nil)
    }

    @Test func `however many addresses there are, a day's entries are bounded, and none is forgotten`() {
        var budget = AuditBudget(now: 0)
        var admitted = 0
        let attempts = 200_000
        for number in 0..<attempts {
            let now = Double(number) * 86_400 / Double(attempts)
            if budget.admits(address: "10.\(number % 251).\(number % 241).\(number % 239)", now: now) { admitted += 1 }
        }
        #expect(admitted <= 200 + 8640)
        let summary = budget.takeSummary()
        #expect(summary?.count == attempts - admitted)
        #expect(summary?.addresses.count == 8 && summary?.hasMoreAddresses == true)
    }
}
