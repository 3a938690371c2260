import Inference
import ModelFormats
import Testing

/// Models of many scikit-learn versions, against what the version that wrote each of them answered.
///
/// `Tests/Fixtures/sklearn/README.md` lists the versions.
struct CompatibilityTests {
    static let folder = "Tests/Fixtures/sklearn"
    static let versions = Fixtures.names(in: folder).filter { $0.first?.isNumber == true }

    @Test func `Every version that is claimed has its files`() {
        #expect(Self.versions.count == 8)
        #expect(Self.versions.first == "0.22.2.post1")
        #expect(Self.versions.last == "1.9.1")
        for version in Self.versions {
            #expect(Fixtures.names(in: "\(Self.folder)/\(version)", endings: [".joblib", ".pickle"]).count >= 14)
        }
    }

    @Test(arguments: versions)
    func `Files of a version answer as that version did`(_ version: String) throws {
        for file in Fixtures.names(in: "\(Self.folder)/\(version)", endings: [".joblib", ".pickle"]) {
            let name = file.prefix { $0 != "." }
            let loaded = try ModelFile.load(Fixtures.bytes("\(Self.folder)/\(version)/\(file)"))
            #expect(loaded.description.library == "scikit-learn \(version)")
            #expect(loaded.description.format == (file.hasSuffix("joblib") ? "sklearn-joblib" : "sklearn-pickle"))
            let rows = try Fixtures.numbers(
                "\(Self.folder)/\(name.hasSuffix("_missing") ? "rows-missing" : "rows").csv"
            )
            try compare(loaded.model, rows, answers: "\(Self.folder)/\(version)/\(name).csv", "\(version) \(file)")
        }
    }

    @Test(arguments: Fixtures.names(in: "\(folder)/protocols"))
    func `Every pickle protocol says the same`(_ file: String) throws {
        let bytes = try Fixtures.bytes("\(Self.folder)/protocols/\(file)")
        let rows = try Fixtures.numbers("\(Self.folder)/rows.csv")
        try compare(
            ModelFile.load(bytes).model,
            rows,
            answers: "\(Self.folder)/1.7.2/boosting.csv",
            Comment(rawValue: file)
        )
        let announced = Int(String(file.prefix(1))) ?? 0
        #expect(try ModelFile.inspect(bytes).pickleProtocol == (announced < 2 ? 0 : announced))
    }

    @Test func `Names of features come with the model`() throws {
        let names = ["sepal length", "sepal width", "petal length", "petal width"]
        for version in Self.versions {
            for file in ["forest.joblib", "forest.pickle", "pipeline.joblib", "pipeline.pickle"] {
                let loaded = try ModelFile.load(Fixtures.bytes("\(Self.folder)/\(version)/\(file)"))
                #expect(loaded.model.signature.featureNames == names)
            }
        }
    }

    @Test func `Missing values are taken by the trees that take them in scikit-learn`() throws {
        for version in Self.versions {
            let path = "\(Self.folder)/\(version)"
            let isRecent = ["1.3.2", "1.5.2", "1.7.2", "1.9.1"].contains(version)
            let tree = try ModelFile.load(Fixtures.bytes("\(path)/tree.joblib")).model
            let forest = try ModelFile.load(Fixtures.bytes("\(path)/forest.joblib")).model
            let extra = try ModelFile.load(Fixtures.bytes("\(path)/forest_regressor.joblib")).model
            #expect(tree.signature.acceptsMissing == isRecent)
            #expect(forest.signature.acceptsMissing == (isRecent && version != "1.3.2"))
            #expect(extra.signature.acceptsMissing == ["1.7.2", "1.9.1"].contains(version))
        }
    }

    private func compare(
        _ model: any PredictiveModel,
        _ rows: [[Double]],
        answers path: String,
        _ comment: Comment
    ) throws {
        let prediction = try model.predict(
            FeatureTable(Matrix(rows)),
            asking: model.signature.givesProbabilities ? .probabilities : []
        )
        let lines = try String(decoding: Fixtures.bytes(path), as: UTF8.self).split(separator: "\n").map {
            $0.split(separator: ",").map(String.init)
        }
        try #require(lines.count == rows.count, comment)
        for (row, fields) in lines.enumerated() {
            var numbers = fields
            if case .classIndices(let indices) = prediction.outcome, let classes = model.signature.classes {
                #expect(text(of: classes[indices[row]]) == numbers.removeFirst(), comment)
            }
            let values = prediction.probabilities ?? matrix(of: prediction.outcome)
            // BLAS sums in another order, and numpy's exp differs from the platform's in the last bit.
            for (column, number) in numbers.enumerated() {
                let expected = try #require(Double(number))
                let difference = abs(values[row, column] - expected)
                #expect(difference <= 1e-12 * max(1, abs(expected)), comment)
            }
        }
    }

    private func matrix(of outcome: Prediction.Outcome) -> Matrix {
        if case .values(let matrix) = outcome { matrix } else { Matrix(rowCount: 0, columnCount: 0, values: []) }
    }

    /// As Python writes it.
    private func text(of label: ClassLabel) -> String {
        switch label {
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .string(let value): value
        case .boolean(let value): value ? "True" : "False"
        }
    }
}
