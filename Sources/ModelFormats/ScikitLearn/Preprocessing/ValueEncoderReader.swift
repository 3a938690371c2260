import Inference
import PickleReader

/// Reads encoders that give numbers for categories.
enum ValueEncoderReader {
    /// The most classes of which each gets a column of its own.
    private static let maximumBinarizedClasses = 1024

    static func ordinal(_ object: EstimatorObject) throws(ModelFileError) -> CategoryValueEncoder {
        let categories = try CategoryReader(object)
        let groupings = try CategoryGroupings(object, count: categories.tables.count)
        let refusesUnknown = object.text("handle_unknown") != "use_encoded_value"
        let unknownValue = refusesUnknown ? .nan : try object.number("unknown_value")
        let missingValue = object["encoded_missing_value"]?.singleNumber ?? .nan
        return try object.making { () throws(ModelStructureError) in
            var features: [CategoryValueEncoder.Feature] = []
            for (index, table) in categories.tables.enumerated() {
                var codes = groupings[index].map { $0.map(Double.init) } ?? (0..<table.count).map(Double.init)
                if let nanCode = categories.nanCodes[index] {
                    codes = codes.prefix(nanCode) + [missingValue]
                }
                guard codes.count == table.count else {
                    throw ModelStructureError("\(table.count) categories have \(codes.count) codes")
                }
                let values = Matrix(rowCount: codes.count, columnCount: 1, values: codes)
                features.append(
                    try CategoryValueEncoder.Feature(table, values: values, unknownValues: [unknownValue])
                )
            }
            return try CategoryValueEncoder(features, refusesUnknown: refusesUnknown)
        }
    }

    static func target(_ object: EstimatorObject) throws(ModelFileError) -> CategoryValueEncoder {
        let tables = try CategoryReader(object).tables
        let isMulticlass = object.text("target_type_") == "multiclass"
        let means = isMulticlass ? try object.doubles("target_mean_") : [try object.number("target_mean_")]
        let encodings = try object.arrays("encodings_")
        guard encodings.count == tables.count &* means.count else {
            throw ModelFileError(
                .malformed,
                "The \(object.name) has \(encodings.count) encodings for \(tables.count) features"
            )
        }
        return try object.making { () throws(ModelStructureError) in
            var features: [CategoryValueEncoder.Feature] = []
            for (index, table) in tables.enumerated() {
                let columns = encodings[index * means.count..<(index + 1) * means.count]
                let values = try values(columns, rowCount: table.count)
                features.append(try CategoryValueEncoder.Feature(table, values: values, unknownValues: means))
            }
            return try CategoryValueEncoder(features, refusesUnknown: false)
        }
    }

    private static func values(_ columns: ArraySlice<[Double]>, rowCount: Int) throws(ModelStructureError) -> Matrix {
        guard columns.allSatisfy({ $0.count == rowCount }) else {
            throw ModelStructureError("\(rowCount) categories have encodings for others")
        }
        let values = (0..<rowCount).flatMap { row in columns.map { $0[row] } }
        return Matrix(rowCount: rowCount, columnCount: columns.count, values: values)
    }

    // MARK: Labels

    /// As a transformer of one column.
    static func label(_ object: EstimatorObject) throws(ModelFileError) -> CategoryValueEncoder {
        let table = try classTable(object)
        return try object.making { () throws(ModelStructureError) in
            let codes = Matrix(rowCount: table.count, columnCount: 1, values: (0..<table.count).map(Double.init))
            let feature = try CategoryValueEncoder.Feature(table, values: codes, unknownValues: [0])
            return try CategoryValueEncoder([feature], refusesUnknown: true)
        }
    }

    /// As a transformer of one column; two classes share a column.
    static func binarizer(_ object: EstimatorObject) throws(ModelFileError) -> CategoryValueEncoder {
        let table = try classTable(object)
        let low = try object.number("neg_label")
        let high = try object.number("pos_label")
        guard table.count <= maximumBinarizedClasses else {
            throw object.unsupported(
                "it has \(table.count) classes, a column for each",
                instead: "use a OneHotEncoder"
            )
        }
        let isBinary = table.count <= 2
        let width = isBinary ? 1 : table.count
        var values = Matrix(repeating: low, rowCount: table.count, columnCount: width)
        for row in 0..<table.count where !isBinary || row == 1 { values[row, isBinary ? 0 : row] = high }
        return try object.making { () throws(ModelStructureError) in
            let unknown = [Double](repeating: low, count: width)
            let feature = try CategoryValueEncoder.Feature(table, values: values, unknownValues: unknown)
            return try CategoryValueEncoder([feature], refusesUnknown: false)
        }
    }

    static func sets(_ object: EstimatorObject) throws(ModelFileError) -> CategoryValueEncoder {
        throw object.unsupported(
            "it takes sets of labels, and a row of features holds none",
            instead: "give each label a feature of its own, 0 or 1, before training"
        )
    }

    private static func classTable(_ object: EstimatorObject) throws(ModelFileError) -> CategoryTable {
        try CategoryReader.table(of: object.require("classes_", "an array") { $0 }, object)
    }
}
