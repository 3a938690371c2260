package import Inference

/// The rows of a prediction request, as the client gave them: by position or by name.
package struct FeatureRows: Sendable, Equatable {
    /// The features' names in the order of the matrix' columns; nil for features by position.
    package let names: [String]?
    /// NaN where the client gave `null`.
    package let values: FeatureTable
    /// Whether the client asked with `instances`, for a list of answers.
    package let isBatch: Bool
    /// The tensor that holds the rows, for sentences about them; nil for rows of JSON.
    package var tensor: String?
    /// Whether every cell is a text, with the numbers written out.
    package var areTexts = false

    package init(names: [String]?, values: FeatureTable, isBatch: Bool) {
        self.names = names
        self.values = values
        self.isBatch = isBatch
    }

    /// The rows in the order of a model's training.
    ///
    /// - Throws: ``ServingError`` with code `invalidFeatures` that names the field.
    package func arranged(for signature: ModelSignature) throws(ServingError) -> FeatureTable {
        var rows = if let names { try pick(names, signature) } else { try checked(signature) }
        if areTexts { rows = rows.readingNumbers(except: signature.textFeatures) }
        try checkTexts(rows, signature)
        if case .dense(let numbers) = rows.numbers { try checkNumbers(numbers, rows.texts, signature) }
        return rows
    }

    /// What a client reads about a value that the model refused.
    func fault(_ error: PredictionError, _ signature: ModelSignature) -> ServingError {
        let code =
            error.code == .notNumeric || error.code == .notText ? ServingError.Code.wrongFeatureType : .invalidFeatures
        guard let place = error.place else { return ServingError(code, error.message) }
        return fault(code, path(place, signature), error.problem)
    }

    // MARK: - By position

    private func checked(_ signature: ModelSignature) throws(ServingError) -> FeatureTable {
        guard values.columnCount == signature.featureCount else {
            throw invalid(
                tensor ?? path(row: 0),
                "got \(values.columnCount) features, expected \(signature.featureCount)"
            )
        }
        return values
    }

    // MARK: - By name

    private func pick(_ names: [String], _ signature: ModelSignature) throws(ServingError) -> FeatureTable {
        guard let known = signature.featureNames else {
            throw invalid(
                path(row: 0),
                "the model knows no feature names; give a list of \(signature.featureCount) features in training order"
            )
        }
        let columns = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        try checkNames(Set(names), known)
        return values.columns(known.compactMap { columns[$0] })
    }

    private func checkNames(_ given: Set<String>, _ known: [String]) throws(ServingError) {
        let missing = known.filter { !given.contains($0) }
        let unknown = given.subtracting(known).sorted()
        guard !missing.isEmpty || !unknown.isEmpty else { return }
        let fields =
            missing.map { ServingError.Field(path: "\(path(row: 0)).\($0)", message: "is missing") }
            + unknown.map {
                ServingError.Field(path: "\(path(row: 0)).\($0.prefix(100))", message: "is not a feature of the model")
            }
        throw ServingError(
            .invalidFeatures,
            "got \(given.count) named features of which \(unknown.count) are unknown, and \(missing.count) of the model's "
                + "\(known.count) are missing; GET /admin/models lists the names",
            fields: Array(fields.prefix(20))
        )
    }

    // MARK: - Values

    private func checkTexts(_ rows: FeatureTable, _ signature: ModelSignature) throws(ServingError) {
        for column in rows.texts.keys.sorted() where !signature.textFeatures.contains(column) {
            guard let row = rows.texts[column]?.firstIndex(where: { $0 != nil }) else { continue }
            let place = PredictionError.Place(row: row, column: column)
            throw fault(
                .wrongFeatureType,
                path(place, signature),
                "is a text, and the model takes a number there; give a number"
            )
        }
    }

    private func checkNumbers(
        _ numbers: Matrix,
        _ texts: [Int: [String?]],
        _ signature: ModelSignature
    ) throws(ServingError) {
        let width = max(1, numbers.columnCount)
        for (index, value) in numbers.values.enumerated() where !value.isFinite {
            if value.isNaN, signature.acceptsMissing { continue }
            let place = PredictionError.Place(row: index / width, column: index % width)
            if value.isNaN, texts[place.column]?[place.row] != nil { continue }
            throw invalid(
                path(place, signature),
                value.isNaN
                    ? "is null, and the model takes no missing values there; give a value"
                    : "is too large for a 64-bit number; give a finite one"
            )
        }
    }

    /// Where a client finds a value that stands in a row in training order.
    private func path(_ place: PredictionError.Place, _ signature: ModelSignature) -> String {
        let known = signature.featureNames ?? []
        let name = names != nil && known.indices.contains(place.column) ? ".\(known[place.column])" : nil
        return path(row: place.row) + (name ?? "[\(place.column)]")
    }

    private func path(row: Int) -> String {
        tensor.map { "\($0)[\(row)]" } ?? (isBatch ? "instances[\(row)]" : "features")
    }

    private func invalid(_ path: String, _ message: String) -> ServingError {
        fault(.invalidFeatures, path, message)
    }

    private func fault(_ code: ServingError.Code, _ path: String, _ message: String) -> ServingError {
        ServingError(code, "\(path): \(message)", fields: [.init(path: path, message: message)])
    }
}
