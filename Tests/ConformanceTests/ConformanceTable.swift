import Foundation

/// The table in `docs/model-formats.md`: for each estimator and version the largest difference from scikit-learn.
struct ConformanceTable: Equatable {
    private static let begin = "<!-- table of differences: written by the conformance tests -->"
    private static let end = "<!-- end of the table of differences -->"
    private static let none = "–"

    let versions: [String]
    /// By estimator, then by version.
    private(set) var cells: [String: [String: String]]

    /// The largest difference of every estimator.
    init(_ results: [CaseResult]) {
        versions = Set(results.map(\.family.version)).sorted()
        var largest: [String: [String: Double]] = [:]
        var refused: [String: [String: String]] = [:]
        for result in results {
            guard let difference = result.difference else {
                refused[result.estimator, default: [:]][result.family.version] = "refused"
                continue
            }
            let before = largest[result.estimator]?[result.family.version] ?? 0
            largest[result.estimator, default: [:]][result.family.version] = max(before, difference)
        }
        cells = largest.mapValues { $0.mapValues(Self.text) }
        for (estimator, versions) in refused {
            cells[estimator, default: [:]].merge(versions) { difference, _ in difference }
        }
    }

    /// The table that a document holds between its two marks.
    init?(in document: String) {
        guard let range = Self.range(in: document) else { return nil }
        let rows = document[range].split(separator: "\n").map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        guard let header = rows.first, rows.count >= 2 else { return nil }
        versions = Array(header.dropFirst())
        cells = [:]
        for row in rows.dropFirst(2) where row.count == header.count {
            let pairs = zip(versions, row.dropFirst()).filter { $0.1 != Self.none }
            cells[Self.plain(row[0])] = Dictionary(pairs.map { ($0.0, $0.1) }) { first, _ in first }
        }
    }

    /// The document with this table in place of its own; nil when it has no marks for one.
    func replacing(in document: String) -> String? {
        Self.range(in: document).map { document.replacingCharacters(in: $0, with: "\n" + markdown + "\n") }
    }

    /// The estimators and versions at which two tables tell different things.
    ///
    /// Another processor rounds otherwise: differences are told apart by orders of magnitude, and those of the last
    /// digits not at all.
    func disagreements(with other: Self) -> [String] {
        guard versions == other.versions else { return ["versions \(versions) and \(other.versions)"] }
        return Set(cells.keys).union(other.cells.keys).sorted().flatMap { estimator in
            versions.compactMap { version in
                let (mine, theirs) = (cells[estimator]?[version], other.cells[estimator]?[version])
                let agree = Self.agree(mine, theirs)
                return agree ? nil : "\(estimator) \(version): \(mine ?? Self.none), \(theirs ?? Self.none)"
            }
        }
    }

    // MARK: Private

    private var markdown: String {
        let header =
            "| estimator | " + versions.joined(separator: " | ") + " |\n|---|" + versions.map { _ in "---|" }.joined()
        let lines = cells.keys.sorted().map { estimator in
            "| `\(estimator)` | " + versions.map { cells[estimator]?[$0] ?? Self.none }.joined(separator: " | ") + " |"
        }
        return ([header] + lines).joined(separator: "\n")
    }

    private static func agree(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return one == other }
        guard let first = Double(one), let second = Double(other) else { return one == other }
        return abs(magnitude(first) - magnitude(second)) <= 2
    }

    private static func magnitude(_ difference: Double) -> Double { log10(max(difference, 1e-14)) }

    private static func text(_ difference: Double) -> String {
        difference == 0 ? "0" : difference.isFinite ? String(format: "%.0e", difference) : "differs"
    }

    private static func plain(_ cell: String) -> String { cell.replacingOccurrences(of: "`", with: "") }

    private static func range(in document: String) -> Range<String.Index>? {
        guard let begin = document.range(of: begin), let end = document.range(of: end),
            begin.upperBound <= end.lowerBound
        else { return nil }
        return begin.upperBound..<end.lowerBound
    }
}
