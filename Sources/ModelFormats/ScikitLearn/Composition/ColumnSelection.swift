import Inference
import PickleReader

/// Finds the columns that each transformer of a `ColumnTransformer` takes.
///
/// Files since scikit-learn 1.0 hold their indices; in older ones they stand as they were given: indices, names, a mask
/// or a slice.
struct ColumnSelection {
    private let object: EstimatorObject
    /// The features of a row, those that are dropped among them.
    let width: Int
    /// Where the column of a name stands, by its character codes; of equal names the first.
    private let places: [[UInt8]: Int]

    init(_ object: EstimatorObject) throws(ModelFileError) {
        guard let width = object.knownFeatureCount else {
            throw ModelFileError(
                .malformed,
                "The \(object.name) has no n_features_in_; was it saved before it was fitted?"
            )
        }
        self.object = object
        self.width = width
        let current = try object.featureNames()
        let names = if let current { current } else { try Self.oldNames(object) }
        let pairs = (names ?? []).enumerated().map { (Array($1.utf8), $0) }
        places = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private static func oldNames(_ object: EstimatorObject) throws(ModelFileError) -> [String]? {
        guard let array = (object["_feature_names_in"] ?? object["_df_columns"])?.array else { return nil }
        try object.context.spend(array.count)
        return EstimatorObject.names(array)
    }

    /// - Parameter given: the columns as the list of transformers has them.
    func columns(ofTransformer name: String, _ given: PickleValue) throws(ModelFileError) -> [Int] {
        if let indices = object["_transformer_to_input_indices"]?[name] {
            guard let columns = try object.integers(in: indices) else { throw malformed(name) }
            return columns
        }
        return try columns(given, name)
    }

    private func columns(_ given: PickleValue, _ name: String) throws(ModelFileError) -> [Int] {
        try object.context.spend(given.memberCount ?? 0)
        if let array = given.array, array.isBoolean {
            let mask = array.integers() ?? []
            return mask.indices.filter { mask[$0] != 0 }
        }
        if given.className?.name == "slice", let bounds = given.arguments, bounds.count == 3 {
            return try slice(bounds, name)
        }
        // The list of columns that are left is an object of its own in scikit-learn 1.5 and 1.6.
        let members = given.elements ?? given["data"]?.elements ?? given.array?.objects()
        if let members { return try columns(of: members, name) }
        if let indices = given.array?.integers() { return indices.map(positive) }
        if let texts = given.array?.strings() {
            return try map(texts) { text throws(ModelFileError) in
                try index(ofName: text, name)
            }
        }
        return [try index(given, name)]
    }

    private func columns(of members: [PickleValue], _ name: String) throws(ModelFileError) -> [Int] {
        let mask = members.compactMap(\.boolean)
        if !members.isEmpty, mask.count == members.count { return mask.indices.filter { mask[$0] } }
        return try map(members) { member throws(ModelFileError) in try index(member, name) }
    }

    private func map<Member>(
        _ members: [Member],
        _ transform: (Member) throws(ModelFileError) -> Int
    ) throws(ModelFileError) -> [Int] {
        var columns: [Int] = []
        for member in members { columns.append(try transform(member)) }
        return columns
    }

    // MARK: One column

    private func index(_ value: PickleValue, _ name: String) throws(ModelFileError) -> Int {
        if let index = value.singleInteger { return positive(index) }
        guard let text = value.text else { throw malformed(name) }
        return try index(ofName: text, name)
    }

    private func index(ofName text: String, _ name: String) throws(ModelFileError) -> Int {
        guard let index = places[Array(text.utf8)] else { throw malformed(name) }
        return index
    }

    /// An index that counts from the end as one that counts from the start; what is outside stays so.
    private func positive(_ index: Int) -> Int { index < 0 ? index &+ width : index }

    // MARK: Slices

    /// Indices without the end, or names with it.
    private func slice(_ bounds: [PickleValue], _ name: String) throws(ModelFileError) -> [Int] {
        let step = bounds[2].isNone ? 1 : bounds[2].singleInteger ?? 0
        guard step > 0 else { throw malformed(name) }
        let start = bounds[0].isNone ? 0 : try index(bounds[0], name)
        let includesEnd = bounds[1].text != nil
        let end = bounds[1].isNone ? width : try index(bounds[1], name) &+ (includesEnd ? 1 : 0)
        guard ModelSignature.featureCounts.contains(width) else { throw malformed(name) }
        let first = min(max(start, 0), width)
        // A slice stands for more columns than it has bytes.
        try object.context.spend(width - first)
        return Array(stride(from: first, to: min(max(end, first), width), by: step))
    }

    private func malformed(_ name: String) -> ModelFileError {
        ModelFileError(
            .malformed,
            "The columns of transformer '\(String(name.prefix(100)).printable)' of the \(object.name) are not told by "
                + "indices, names, a mask or a slice"
        )
    }
}
