import Inference
import ModelFormats
import Testing

/// The models that the repository ships, against what scikit-learn answered for all 569 rows of the data.
///
/// `Tests/Fixtures/breast_cancer/README.md` says which version did.
struct SampleModelTests {
    @Test(arguments: [
        ("v1", "Pipeline(StandardScaler, LogisticRegression)"),
        ("v2", "RandomForestClassifier(100 trees)"),
        ("v3", "GradientBoostingClassifier(100 trees)"),
    ])
    func `A sample model answers every row as scikit-learn does`(_ version: String, _ estimator: String) throws {
        let loaded = try ModelFile.load(Fixtures.bytes("models/\(version)/model.pkl"))
        let rows = try Matrix(Fixtures.numbers("Tests/Fixtures/breast_cancer/rows.csv"))
        let answers = try Fixtures.numbers("Tests/Fixtures/breast_cancer/answers-\(version).csv")
        #expect(loaded.description.estimator == estimator)
        #expect(loaded.description.format == "sklearn-joblib")
        #expect(loaded.description.library == "scikit-learn 1.7.2")
        #expect(loaded.model.signature.classes == [.integer(0), .integer(1)])
        #expect(loaded.model.signature.featureCount == 30)

        let prediction = try loaded.model.predict(FeatureTable(rows), asking: .probabilities)
        let probabilities = try #require(prediction.probabilities)
        #expect(prediction.outcome == .classIndices(answers.map { Int($0[0]) }))
        // Sums in another order than BLAS and numpy's SIMD exp differ in the last bits.
        for (row, answer) in answers.enumerated() {
            #expect(abs(probabilities[row, 0] - answer[1]) <= 1e-12)
            #expect(abs(probabilities[row, 1] - answer[2]) <= 1e-12)
        }
    }

    @Test(arguments: ["v1", "v2", "v3"])
    func `One row at a time gives the same answers as all at once`(_ version: String) throws {
        let model = try ModelFile.load(Fixtures.bytes("models/\(version)/model.pkl")).model
        let rows = try Fixtures.numbers("Tests/Fixtures/breast_cancer/rows.csv")
        let together = try model.predict(FeatureTable(Matrix(rows)), asking: .probabilities)
        let probabilities = try #require(together.probabilities)
        for (index, row) in rows.enumerated() {
            let alone = try model.predict(FeatureTable(Matrix([row])), asking: .probabilities)
            #expect(alone.probabilities?.values == Array(probabilities.row(index)))
        }
    }

    @Test func `A forest's probabilities equal scikit-learn's to the bit`() throws {
        let model = try ModelFile.load(Fixtures.bytes("models/v2/model.pkl")).model
        let rows = try Matrix(Fixtures.numbers("Tests/Fixtures/breast_cancer/rows.csv"))
        let answers = try Fixtures.numbers("Tests/Fixtures/breast_cancer/answers-v2.csv")
        let prediction = try model.predict(FeatureTable(rows), asking: .probabilities)
        #expect(prediction.probabilities?.values == answers.flatMap { $0.dropFirst() })
    }
}
