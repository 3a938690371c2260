import Testing

@testable import Serving

@Suite struct BlockPlanTests {
    @Test func `a batch of less than two blocks is not cut`() {
        #expect(BlockPlan(rowCount: 1, secondsPerRow: 10) == nil)
        #expect(BlockPlan(rowCount: 1000, secondsPerRow: BlockPlan.blockSeconds / 1000) == nil)
        #expect(BlockPlan(rowCount: 1000, secondsPerRow: 0) == nil)
        #expect(BlockPlan(rowCount: 2, secondsPerRow: BlockPlan.blockSeconds) != nil)
    }

    @Test(arguments: [(2, 1.0), (1000, 1e-5), (1001, 1e-4), (5_000_000, 1e-6), (3, 1e9), (10, .infinity)])
    func `blocks cover each row once and in order`(rowCount: Int, secondsPerRow: Double) throws {
        var plan = try #require(BlockPlan(rowCount: rowCount, secondsPerRow: secondsPerRow))
        var next = 0
        while let block = plan.next() {
            #expect(block.lowerBound == next && !block.isEmpty)
            next = block.upperBound
            plan.record(rowCount: block.count, seconds: min(secondsPerRow, 1) * Double(block.count))
        }
        #expect(next == rowCount)
        #expect(plan.isDone)
    }

    @Test func `blocks go by what the last one took, but grow no more than fourfold`() throws {
        var plan = try #require(BlockPlan(rowCount: 100_000, secondsPerRow: BlockPlan.blockSeconds / 100))
        #expect(plan.blockRowCount == 100)
        plan.record(rowCount: 100, seconds: BlockPlan.blockSeconds * 10)
        #expect(plan.blockRowCount == 10)
        plan.record(rowCount: 10, seconds: 0)
        #expect(plan.blockRowCount == 40)
        plan.record(rowCount: 1, seconds: 100)
        #expect(plan.blockRowCount == 1)
    }

    @Test func `a plan that was stopped has no further rows`() throws {
        var plan = try #require(BlockPlan(rowCount: 100, secondsPerRow: 1))
        _ = plan.next()
        plan.stop()
        #expect(plan.next() == nil)
    }
}
