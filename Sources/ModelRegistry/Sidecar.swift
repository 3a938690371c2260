import Foundation
package import ModelSwitchAPI

/// `version.json` beside an artefact: what people say of the version, and what it must answer before it may serve.
package struct Sidecar: Sendable, Equatable {
    /// Inputs with the answers that the version must give.
    package struct GoldenRow: Sendable, Equatable, Decodable {
        /// Features in training order; nil for a missing value.
        package let features: [Double?]
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
    /// Every field but the golden rows, as it stands in the file.
    package let metadata: [String: JSONValue]

    /// What a version without a sidecar has.
    package static let empty = Sidecar(featureNames: nil, goldenRows: [], tolerance: defaultTolerance, metadata: [:])

    private static let defaultTolerance = 1e-9

    private init(featureNames: [String]?, goldenRows: [GoldenRow], tolerance: Double, metadata: [String: JSONValue]) {
        self.featureNames = featureNames
        self.goldenRows = goldenRows
        self.tolerance = tolerance
        self.metadata = metadata
    }

    /// Reads the JSON of a sidecar.
    ///
    /// - Throws: ``RegistryError`` with code `validationFailed` that names the field.
    package init(json: [UInt8]) throws(RegistryError) {
        do {
            let data = Data(json)
            let fields = try JSONDecoder().decode(Fields.self, from: data)
            var metadata = try JSONDecoder().decode([String: JSONValue].self, from: data)
            metadata[Fields.CodingKeys.goldenRows.rawValue] = nil
            self.init(
                featureNames: fields.featureNames,
                goldenRows: fields.goldenRows ?? [],
                tolerance: fields.tolerance ?? Self.defaultTolerance,
                metadata: metadata
            )
        } catch let error as DecodingError {
            throw RegistryError(.validationFailed, "version.json: \(error.sentence)")
        } catch {
            throw RegistryError(.validationFailed, "version.json: \(error.localizedDescription)")
        }
        guard tolerance >= 0, tolerance.isFinite else {
            throw RegistryError(
                .validationFailed,
                "version.json: tolerance is \(tolerance); give a number of at least 0"
            )
        }
    }

    private struct Fields: Decodable {
        let featureNames: [String]?
        let goldenRows: [GoldenRow]?
        let tolerance: Double?

        enum CodingKeys: String, CodingKey {
            case featureNames = "feature_names"
            case goldenRows = "golden_rows"
            case tolerance
        }
    }
}

extension DecodingError {
    /// The field that is to blame, and why.
    fileprivate var sentence: String {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context):
            "\(Self.name(of: context.codingPath)): \(context.debugDescription)"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            "\(Self.name(of: context.codingPath)): \(context.debugDescription)"
        default:
            "it is not a JSON object; mend the file or remove it"
        }
    }

    private static func name(of path: [any CodingKey]) -> String {
        let name = path.map { key in key.intValue.map { "[\($0)]" } ?? ".\(key.stringValue)" }.joined()
        return name.isEmpty ? "the document" : String(name.drop { $0 == "." })
    }
}
