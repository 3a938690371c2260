import Inference
import ModelRegistry

/// A request in a batch.
struct BatchMember: Sendable {
    let version: LoadedVersion
    let rows: FeatureTable
    let parts: PredictionParts
    let job: LongJob
    let joined: ContinuousClock.Instant
    /// Gives the request its answer, exactly once; nil when there was no room to compute it.
    let deliver: @Sendable (BatchRun.Outcome?) -> Void

    /// Answers each of a batch's members.
    ///
    /// One that the model refuses must not fail the others: then each is evaluated alone.
    ///
    /// - Parameter members: of one version, asking for the same parts, with texts in the same columns; at least one.
    static func evaluate(_ members: [BatchMember], _ metrics: ServingMetrics) {
        let (members, unwanted) = members.partitioned { $0.job.begin() }
        for member in unwanted { member.deliver(nil) }
        guard let first = members.first else { return }
        let (rowCount, start) = (members.reduce(0) { $0 + $1.rows.rowCount }, ContinuousClock.now)
        let instruments = metrics.instruments(of: first.version)
        instruments.batchSize.record(rowCount)
        for member in members { instruments.batchWait.record((start - member.joined).seconds) }
        guard members.count > 1, let rows = FeatureTable.stacked(members.map(\.rows)),
            let all = try? first.version.model.predict(rows, asking: first.parts)
        else { return evaluateAlone(members) }
        let secondsPerRow = (ContinuousClock.now - start).seconds / Double(rowCount)
        var row = 0
        for member in members {
            let range = row..<row + member.rows.rowCount
            member.deliver((.success(all.rows(range)), secondsPerRow * Double(range.count)))
            row = range.upperBound
        }
    }

    private static func evaluateAlone(_ members: [BatchMember]) {
        for member in members {
            member.deliver(ModelService.timed(member.version, member.rows, member.parts))
        }
    }
}

extension Array {
    /// The elements that fulfil a condition, and the others.
    fileprivate func partitioned(_ condition: (Element) -> Bool) -> (matching: [Element], others: [Element]) {
        reduce(into: ([], [])) { parts, element in
            if condition(element) { parts.0.append(element) } else { parts.1.append(element) }
        }
    }
}
