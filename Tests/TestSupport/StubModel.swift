package import Inference
package import ModelRegistry
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A regressor of two features that answers one number, after a while if it is told to.
package struct StubModel: MatrixModel {
    package let answer: Double
    package let microseconds: UInt32
    package let acceptsMissing: Bool
    /// Whether it adds up the features of a row, and refuses a negative first one.
    package let isSum: Bool

    package init(answer: Double, microseconds: UInt32 = 0, acceptsMissing: Bool = false, isSum: Bool = false) {
        self.answer = answer
        self.isSum = isSum
        self.microseconds = microseconds
        self.acceptsMissing = acceptsMissing
    }

    package var signature: ModelSignature {
        ModelSignature(
            featureCount: 2,
            featureNames: ["width", "height"],
            task: .regression(outputCount: 1),
            acceptsMissing: acceptsMissing,
            givesProbabilities: false
        )
    }

    package var memoryBytes: Int { 64 }

    package func predict(_ rows: Matrix, asking parts: PredictionParts) throws(PredictionError) -> Prediction {
        if microseconds > 0 { usleep(microseconds) }
        try checkParts(parts)
        if isSum { return Prediction(outcome: .values(try sums(rows))) }
        return Prediction(outcome: .values(Matrix(repeating: answer, rowCount: rows.rowCount, columnCount: 1)))
    }
}

extension StubModel {
    private func sums(_ rows: Matrix) throws(PredictionError) -> Matrix {
        var sums: [Double] = []
        for row in 0..<rows.rowCount {
            guard rows[row, 0] >= 0 else {
                throw PredictionError(.outOfRange, at: .init(row: row, column: 0), "is negative")
            }
            sums.append(rows.row(row).reduce(0, +))
        }
        return Matrix(rowCount: rows.rowCount, columnCount: 1, values: sums)
    }
}

/// Reads stub artefacts and counts how often: `7` answers 7, `7 sum` adds up the features, `7 slow` takes 50 ms a row, `7 late` takes half a second to load,
/// and anything else is broken.
package final class StubDecoder: Sendable {
    private let count = Atomic<Int>(0)

    package init() {}

    /// How many artefacts were read.
    package var reads: Int { count.load(ordering: .sequentiallyConsistent) }

    package func decode(_ bytes: [UInt8]) throws -> DecodedArtefact {
        count.add(1, ordering: .sequentiallyConsistent)
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard let answer = words.first.flatMap({ Double($0) }) else { throw StubError() }
        if words.contains("late") { usleep(500_000) }
        return DecodedArtefact(
            model: StubModel(
                answer: answer,
                microseconds: words.contains("slow") ? 50_000 : 0,
                isSum: words.contains("sum")
            ),
            format: "stub",
            library: nil,
            estimator: "StubModel"
        )
    }
}

package struct StubError: Error, CustomStringConvertible {
    package let description = "the stub is broken"
}

/// An observer that keeps nothing.
package struct SilentObserver: RegistryObserver {
    private final class Nothing: Sendable {}

    package init() {}

    package func attachment(for key: VersionKey) -> any AnyObject & Sendable { Nothing() }
    package func didLoad(_ version: LoadedVersion) {}
    package func didFailToLoad(_ key: VersionKey, _ error: RegistryError) {}
    package func didUnload(_ key: VersionKey) {}
}
