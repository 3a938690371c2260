import Foundation
import Testing

/// Models of every estimator that is served, against what the scikit-learn that wrote them answered.
///
/// `Tests/Fixtures/scikit-learn/README.md` says how they were recorded. `CONFORMANCE_FIXTURES` names a folder of newer
/// recordings, `CONFORMANCE_ONLY=FAMILY/NAME` or `FAMILY` leaves the others out, `CONFORMANCE_LENIENT=1` lets a model
/// leave out a whole answer, such as `decision_function`, and `WRITE_TABLES=1` writes the table instead of checking it.
struct ConformanceTests {
    @Test func `Every version that is claimed is recorded`() {
        #expect(ConformanceFixtures.versions == ["1.0.2", "1.3.2", "1.5.2", "1.9.1"])
    }

    @Test(arguments: ConformanceFixtures.families)
    func `Models answer as the scikit-learn that wrote them`(_ family: RecordedFamily) async throws {
        let results = try await ConformanceRun.shared.results(of: family)
        #expect(!results.isEmpty || ConformanceFixtures.only != nil)
        for result in results {
            guard let fault = result.fault else { continue }
            Issue.record("\(family.version) \(family.name)/\(result.name): \(fault)")
        }
    }

    @Test(.enabled(if: ConformanceFixtures.only == nil, "The table is of all models"))
    func `The table of differences says what is found`() async throws {
        var results: [CaseResult] = []
        for family in ConformanceFixtures.families { results += try await ConformanceRun.shared.results(of: family) }
        let found = ConformanceTable(results)
        let file = ConformanceFixtures.packageRoot.appending(path: "docs/model-formats.md")
        let document = try String(contentsOf: file, encoding: .utf8)
        guard ConformanceFixtures.environment["WRITE_TABLES"] != "1" else {
            let written = try #require(found.replacing(in: document), "model-formats.md has no marks for the table")
            return try written.write(to: file, atomically: true, encoding: .utf8)
        }
        let told = try #require(ConformanceTable(in: document), "model-formats.md has no table")
        let disagreements = found.disagreements(with: told)
        #expect(disagreements.isEmpty, "Found first, told second; run with WRITE_TABLES=1 to write what is found")
    }
}
