package import Inference

/// The rows of a prediction request, as the client gave them: by position or by name.
package struct FeatureRows: Sendable, Equatable {
    /// The features' names in the order of the matrix' columns; nil for features by position.
    package let names: [String]?
    /// NaN where the client gave `null`.
    package let values: Matrix
    /// Whether the client asked with `instances`, for a list of answers.
    package let isBatch: Bool

    package init(names: [String]?, values: Matrix, isBatch: Bool) {
        self.names = names
        self.values = values
        self.isBatch = isBatch
    }

    /// The rows in the order of a model's training.
    ///
    /// - Throws: ``ServingError`` with code `invalidFeatures` that names the field.
    package func arranged(for signature: ModelSignature) throws(ServingError) -> Matrix {
        let matrix = if let names { try pick(names, signature) } else { try checked(signature) }
        try checkValues(matrix, signature)
        return matrix
    }

    // MARK: - By position

    private func checked(_ signature: ModelSignature) throws(ServingError) -> Matrix {
        guard values.columnCount == signature.featureCount else {
            throw invalid(
                path(row: 0),
                "got \(values.columnCount) features, expected \(signature.featureCount)"
            )
        }
        return values
    }

    // MARK: - By name

    private func pick(_ names: [String], _ signature: ModelSignature) throws(ServingError) -> Matrix {
        guard let known = signature.featureNames else {
            throw invalid(
                path(row: 0),
                "the model knows no feature names; give a list of \(signature.featureCount) numbers in training order"
            )
        }
        let columns = Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        try checkNames(Set(names), known)
        let order = known.compactMap { columns[$0] }
        var picked: [Double] = []
        picked.reserveCapacity(values.rowCount * order.count)
        for row in 0..<values.rowCount {
            for column in order { picked.append(values[row, column]) }
        }
        return Matrix(rowCount: values.rowCount, columnCount: order.count, values: picked)
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

    private func checkValues(_ matrix: Matrix, _ signature: ModelSignature) throws(ServingError) {
        guard let index = matrix.values.firstIndex(where: { $0.isNaN ? !signature.acceptsMissing : $0.isInfinite })
        else {
            return
        }
        let (row, column) = index.quotientAndRemainder(dividingBy: max(1, matrix.columnCount))
        let isNamed = names != nil
        let name = isNamed ? signature.featureNames.map { ".\($0[column])" } : nil
        throw invalid(
            path(row: row) + (name ?? "[\(column)]"),
            matrix.values[index].isNaN
                ? "is null, and the model takes no missing values; give a number"
                : "is too large for a 64-bit number; give a finite one"
        )
    }

    private func path(row: Int) -> String {
        isBatch ? "instances[\(row)]" : "features"
    }

    private func invalid(_ path: String, _ message: String) -> ServingError {
        ServingError(.invalidFeatures, "\(path): \(message)", fields: [.init(path: path, message: message)])
    }
}
