import Inference
import PickleReader

/// For each feature of an encoder the group of each category; infrequent categories share the last group.
///
/// - Source: `_BaseEncoder._fit_infrequent_category_mapping`, since scikit-learn 1.1.
struct CategoryGroupings {
    private let groups: [[Int]?]

    init(_ object: EstimatorObject, count: Int) throws(ModelFileError) {
        let key = "_default_to_infrequent_mappings"
        guard try object.flag("_infrequent_enabled", default: false),
            let entries = try object.entries(key, count: count)
        else {
            groups = [[Int]?](repeating: nil, count: count)
            return
        }
        var groups: [[Int]?] = []
        for entry in entries {
            if entry.isNone {
                groups.append(nil)
                continue
            }
            guard let numbers = try object.integers(in: entry) else {
                throw ModelFileError(.malformed, "The \(key) of the \(object.name) are no whole numbers")
            }
            groups.append(numbers)
        }
        self.groups = groups
    }

    /// Nil when no category of the feature is infrequent.
    subscript(feature: Int) -> [Int]? { groups[feature] }
}
