import Testing

@testable import Inference

struct NormalDistributionTests {
    /// From `scipy.special.ndtri` 1.17; both algorithms are exact to a few units in the last place.
    @Test(arguments: [
        (1e-300, -37.047_096_299_361_2), (1e-20, -9.262_340_089_798_409), (1e-7, -5.199_337_582_192_816_5),
        (0.025, -1.959_963_984_540_054_5), (0.2, -0.841_621_233_572_914_2), (0.5, 0), (0.9, 1.281_551_565_544_600_4),
        (0.999_999, 4.753_424_308_817_087),
    ])
    func `Quantiles are those of the normal distribution`(_ share: Double, _ expected: Double) {
        #expect(abs(NormalDistribution.quantile(share) - expected) <= 1e-15 * abs(expected))
    }

    @Test func `The ends are infinite and nothing lies beyond them`() {
        #expect(NormalDistribution.quantile(0) == -.infinity && NormalDistribution.quantile(1) == .infinity)
        #expect(NormalDistribution.quantile(-0.1).isNaN && NormalDistribution.quantile(.nan).isNaN)
    }
}
