import Inference
import PickleReader

/// Reads the `categories_` of an encoder: an array for each feature, of numbers, texts, or both with None and NaN.
struct CategoryReader {
    let tables: [CategoryTable]
    /// For each feature the code of its last category when that is NaN.
    let nanCodes: [Int?]

    init(_ object: EstimatorObject) throws(ModelFileError) {
        var tables: [CategoryTable] = []
        var nanCodes: [Int?] = []
        for member in try object.members("categories_") {
            let categories = try Self.categories(member, object)
            tables.append(try Self.table(categories, object))
            nanCodes.append(categories.last?.isNaN == true ? categories.count - 1 : nil)
        }
        self.tables = tables
        self.nanCodes = nanCodes
    }

    /// The table of one array of categories, such as `classes_`.
    static func table(of value: PickleValue, _ object: EstimatorObject) throws(ModelFileError) -> CategoryTable {
        try table(categories(value, object), object)
    }

    private struct Entry {
        let category: CategoryTable.Category
        let isNaN: Bool

        init(_ number: Double) {
            category = number.isNaN ? .missing : .number(number)
            isNaN = number.isNaN
        }

        init(_ category: CategoryTable.Category) {
            self.category = category
            isNaN = false
        }
    }

    private static func table(_ entries: [Entry], _ object: EstimatorObject) throws(ModelFileError) -> CategoryTable {
        try object.making { () throws(ModelStructureError) in try CategoryTable(entries.map(\.category)) }
    }

    private static func categories(
        _ value: PickleValue,
        _ object: EstimatorObject
    ) throws(ModelFileError) -> [Entry] {
        guard let array = value.array else {
            throw ModelFileError(.malformed, "The categories of the \(object.name) are no arrays")
        }
        try object.context.spend(array.count)
        if let numbers = array.doubles() { return numbers.map { Entry($0) } }
        if let texts = array.strings() { return texts.map { Entry(.text($0)) } }
        let entries = array.objects()?.compactMap(entry) ?? []
        guard entries.count == array.count else {
            throw object.unsupported(
                "one of its categories is neither a text nor a number",
                instead: "turn the categories into texts before training"
            )
        }
        return entries
    }

    private static func entry(_ value: PickleValue) -> Entry? {
        if let text = value.text { return Entry(.text(text)) }
        if value.isNone { return Entry(.missing) }
        return value.singleNumber.map { Entry($0) }
    }
}
