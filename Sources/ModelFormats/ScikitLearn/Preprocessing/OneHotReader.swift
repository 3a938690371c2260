import Inference
import PickleReader

/// Reads one-hot encoders.
enum OneHotReader {
    static func transformer(_ object: EstimatorObject) throws(ModelFileError) -> OneHotEncoder {
        let tables = try CategoryReader(object).tables
        let groupings = try CategoryGroupings(object, count: tables.count)
        let dropped = try dropped(object, count: tables.count)
        let unknown = object.text("handle_unknown") ?? "error"
        let isSparse = try object.flag("sparse_output", default: object.flag("sparse", default: true))
        return try object.making { () throws(ModelStructureError) in
            var features: [OneHotEncoder.Feature] = []
            for (index, table) in tables.enumerated() {
                features.append(
                    try feature(
                        table,
                        grouping: groupings[index],
                        dropped: dropped[index],
                        groupsUnknown: unknown == "infrequent_if_exist" || unknown == "warn"
                    )
                )
            }
            return try OneHotEncoder(features, refusesUnknown: unknown == "error", isSparse: isSparse)
        }
    }

    /// - Parameters:
    ///   - grouping: for each category its group, the infrequent ones in the last; nil when there are none.
    ///   - dropped: the group that gets no column.
    private static func feature(
        _ table: CategoryTable,
        grouping: [Int]?,
        dropped: Int?,
        groupsUnknown: Bool
    ) throws(ModelStructureError) -> OneHotEncoder.Feature {
        let groups = grouping ?? Array(0..<table.count)
        guard groups.count == table.count, groups.allSatisfy((0..<max(1, table.count)).contains) else {
            throw ModelStructureError("\(table.count) categories have groups that do not fit them")
        }
        let last = groups.max() ?? -1
        let column = { (group: Int) -> Int in
            guard let dropped else { return group }
            return group == dropped ? -1 : group > dropped ? group - 1 : group
        }
        return try OneHotEncoder.Feature(
            table,
            columns: groups.map(column),
            unknownColumn: groupsUnknown && grouping != nil ? column(last) : -1,
            columnCount: max(0, dropped == nil ? last + 1 : last)
        )
    }

    /// For each feature the group that gets no column, counted after infrequent categories were grouped.
    private static func dropped(_ object: EstimatorObject, count: Int) throws(ModelFileError) -> [Int?] {
        let key = object["_drop_idx_after_grouping"] == nil ? "drop_idx_" : "_drop_idx_after_grouping"
        guard let attribute = object[key], !attribute.isNone else { return [Int?](repeating: nil, count: count) }
        let indices: [Int?]
        if let numbers = attribute.array?.integers() {
            try object.context.spend(numbers.count)
            indices = numbers
        } else {
            indices = try object.members(key).map { value in value.singleInteger }
        }
        guard indices.count == count, indices.allSatisfy({ $0.map { $0 >= 0 } ?? true }) else {
            throw ModelFileError(.malformed, "The \(key) of the \(object.name) does not fit its \(count) features")
        }
        return indices
    }
}
