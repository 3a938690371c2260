package import Inference
import JSONText
package import ModelSwitchAPI

/// `version.json` beside an artefact: what people say of the version, and what it must answer before it may serve.
package struct Sidecar: Sendable, Equatable {
    /// Inputs with the answers that the version must give.
    package struct GoldenRow: Sendable, Equatable {
        /// One row in training order; NaN for a missing value.
        package let features: FeatureTable
        /// The class or, for a regressor, the number.
        package let prediction: JSONValue
        /// The probabilities in the order of the classes.
        package let probabilities: [Double]?
    }

    /// The features' names in training order, for a model whose file has none.
    package let featureNames: [String]?
    package let goldenRows: [GoldenRow]
    /// How far a number may be from the expected one, relative to the larger of it and 1.
    package let tolerance: Double
    /// nil for a version whose requests are evaluated each alone.
    package let batching: SidecarBatching?
    /// Every field but the golden rows, as it stands in the file.
    package let metadata: [String: JSONValue]

    /// What a version without a sidecar has.
    package static let empty = Sidecar(
        featureNames: nil,
        goldenRows: [],
        tolerance: defaultTolerance,
        batching: nil,
        metadata: [:]
    )

    private static let defaultTolerance = 1e-9

    private init(
        featureNames: [String]?,
        goldenRows: [GoldenRow],
        tolerance: Double,
        batching: SidecarBatching?,
        metadata: [String: JSONValue]
    ) {
        self.featureNames = featureNames
        self.goldenRows = goldenRows
        self.tolerance = tolerance
        self.batching = batching
        self.metadata = metadata
    }

    /// Reads the JSON of a sidecar.
    ///
    /// - Throws: ``RegistryError`` with code `validationFailed` that names the field.
    package init(json: [UInt8]) throws(RegistryError) {
        let document: JSONValue
        do throws(JSONCursor.Failure) {
            document = try JSONValue(json: json)
        } catch {
            throw Self.fault("it is not JSON: \(error.message)")
        }
        guard case .object(var fields) = document else { throw Self.fault("expected a JSON object") }
        let names = try fields["feature_names"].map(Self.names)
        let rows = try fields["golden_rows"].map(Self.rows) ?? []
        let tolerance = try fields["tolerance"].map(Self.tolerance) ?? Self.defaultTolerance
        let batching = try fields["batching"].map { value throws(RegistryError) in try SidecarBatching(value) }
        fields["golden_rows"] = nil
        self.init(featureNames: names, goldenRows: rows, tolerance: tolerance, batching: batching, metadata: fields)
    }

    // MARK: - Fields

    private static func names(_ value: JSONValue) throws(RegistryError) -> [String] {
        guard let names = value.array?.map(\.string), !names.contains(nil) else {
            throw fault("feature_names: expected a list of strings")
        }
        return names.compactMap(\.self)
    }

    private static func tolerance(_ value: JSONValue) throws(RegistryError) -> Double {
        guard let tolerance = value.number, tolerance >= 0, tolerance.isFinite else {
            throw fault("tolerance: expected a number of at least 0")
        }
        return tolerance
    }

    private static func rows(_ value: JSONValue) throws(RegistryError) -> [GoldenRow] {
        guard let rows = value.array else { throw fault("golden_rows: expected a list") }
        var golden: [GoldenRow] = []
        for (index, row) in rows.enumerated() { golden.append(try self.row(row, at: "golden_rows[\(index)]")) }
        return golden
    }

    private static func row(_ value: JSONValue, at path: String) throws(RegistryError) -> GoldenRow {
        guard case .object(let fields) = value else { throw fault("\(path): expected an object") }
        guard let prediction = fields["prediction"] else { throw fault("\(path).prediction: is missing") }
        guard let features = fields["features"]?.array else { throw fault("\(path).features: expected a list") }
        let probabilities = try fields["probabilities"].map { value throws(RegistryError) in
            guard let numbers = value.array?.map(\.number), !numbers.contains(nil) else {
                throw fault("\(path).probabilities: expected a list of numbers")
            }
            return numbers.compactMap(\.self)
        }
        return GoldenRow(features: try table(features, at: path), prediction: prediction, probabilities: probabilities)
    }

    private static func table(_ features: [JSONValue], at path: String) throws(RegistryError) -> FeatureTable {
        var numbers: [Double] = []
        var texts: [Int: [String?]] = [:]
        for (index, feature) in features.enumerated() {
            switch feature {
            case .null: numbers.append(.nan)
            case .integer(let value): numbers.append(Double(value))
            case .number(let value): numbers.append(value)
            case .boolean(let value): numbers.append(value ? 1 : 0)
            case .string(let text):
                numbers.append(.nan)
                texts[index] = [text]
            case .array, .object:
                throw fault("\(path).features[\(index)]: expected a number, a text, true, false or null")
            }
        }
        return FeatureTable(Matrix(rowCount: 1, columnCount: numbers.count, values: numbers), texts: texts)
    }

    static func fault(_ message: String) -> RegistryError {
        RegistryError(.validationFailed, "version.json: \(message); mend the file or remove it")
    }
}

extension JSONValue {
    fileprivate var array: [JSONValue]? {
        if case .array(let values) = self { values } else { nil }
    }

    fileprivate var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    fileprivate var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
