import PickleReader

/// An estimator in another one as a summary shows it; nothing about it is taken for granted.
struct EstimatorPart {
    /// An estimator, or a word in its place such as `passthrough`.
    let value: PickleValue
    /// How many of the same class follow each other.
    var count = 1
    /// Which columns it is given, where the file says so.
    var columns: String?

    init(_ value: PickleValue, columns: String? = nil) {
        self.value = value
        self.columns = columns
    }

    /// The estimators that an estimator is made of.
    ///
    /// - Parameter limit: longer lists are not looked into.
    static func parts(of value: PickleValue, atMost limit: Int) -> [EstimatorPart] {
        if let steps = members(value["steps"], limit) {
            return steps.compactMap { members($0, limit)?.last }.filter { $0.text == nil }.map { EstimatorPart($0) }
        }
        for key in ["transformers_", "transformer_list"] {
            if let transformers = members(value[key], limit) {
                return transformers.compactMap { column(members($0, limit) ?? [], of: value, limit) }
            }
        }
        if let calibrated = members(value["calibrated_classifiers_"], limit) {
            return grouped(calibrated.compactMap { $0["estimator"] ?? $0["base_estimator"] })
        }
        if let best = value["best_estimator_"] { return [EstimatorPart(best)] }
        if let regressor = value["regressor_"] {
            return [regressor, value["transformer_"]].compactMap { $0 }.map { EstimatorPart($0) }
        }
        return list(of: value, limit)
    }

    private static func list(of value: PickleValue, _ limit: Int) -> [EstimatorPart] {
        if let estimators = members(value["estimators_"], limit) {
            let final = value["final_estimator_"].map { [EstimatorPart($0)] } ?? []
            return grouped(estimators) + final
        }
        for key in ["estimator_", "base_estimator_", "estimator"] {
            if let estimator = value[key], estimator.className != nil { return [EstimatorPart(estimator)] }
        }
        return []
    }

    /// Those of one class that follow each other as one.
    private static func grouped(_ values: [PickleValue]) -> [EstimatorPart] {
        var parts: [EstimatorPart] = []
        for value in values {
            if let last = parts.last, let name = value.className, name == last.value.className {
                parts[parts.count - 1].count += 1
            } else {
                parts.append(EstimatorPart(value))
            }
        }
        return parts
    }

    // MARK: Columns

    /// - Parameter entry: a name, a transformer and, but in a union, its columns.
    private static func column(_ entry: [PickleValue], of owner: PickleValue, _ limit: Int) -> EstimatorPart? {
        guard entry.count >= 2 else { return nil }
        guard entry.count == 3 else { return EstimatorPart(entry[1]) }
        let indices = entry[0].text.flatMap { owner["_transformer_to_input_indices"]?[$0] }
        return EstimatorPart(entry[1], columns: describe(entry[2], indices, limit))
    }

    /// Such as `columns age, hours` for a few names and `12 columns` for everything else.
    private static func describe(_ given: PickleValue, _ indices: PickleValue?, _ limit: Int) -> String? {
        if let members = members(given, 8), !members.isEmpty {
            let names = members.compactMap { $0.text.map { String($0.prefix(40)).printable } }
            if names.count == members.count { return "columns \(names.joined(separator: ", "))" }
        }
        guard let count = indices?.memberCount ?? given.memberCount else { return nil }
        return count == 1 ? "1 column" : "\(count) columns"
    }

    /// The members of a list that is short enough.
    private static func members(_ value: PickleValue?, _ limit: Int) -> [PickleValue]? {
        guard let value, let count = value.memberCount, count <= limit else { return nil }
        return value.elements
    }
}
