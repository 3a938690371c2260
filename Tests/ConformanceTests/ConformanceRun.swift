/// The results of all models, found once however often they are asked for.
actor ConformanceRun {
    static let shared = ConformanceRun()

    private var running: [String: Task<[CaseResult], any Error>] = [:]

    func results(of family: RecordedFamily) async throws -> [CaseResult] {
        let task = running[family.description] ?? Task { try Self.compare(family) }
        running[family.description] = task
        return try await task.value
    }

    private static func compare(_ family: RecordedFamily) throws -> [CaseResult] {
        let recording = try Recording(of: family)
        return recording.cases.filter { ConformanceFixtures.includes($0.name) }.map {
            CaseResult($0, recording, family)
        }
    }
}
