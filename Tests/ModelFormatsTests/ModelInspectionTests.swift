import Inference
import ModelFormats
import Testing

struct ModelInspectionTests {
    @Test func `A pipeline is shown with its steps`() throws {
        let bytes = try Fixtures.bytes("models/v1/model.pkl")
        let inspection = try ModelFile.inspect(bytes)
        #expect(inspection.format == "sklearn-joblib")
        #expect(inspection.pickleProtocol == 4)
        #expect(inspection.library == "scikit-learn 1.7.2")
        #expect(inspection.fileBytes == bytes.count)
        #expect(inspection.featureCount == 30)
        #expect(inspection.classes == [.integer(0), .integer(1)])
        #expect(inspection.servable)
        #expect(inspection.reason == nil)
        #expect(inspection.suspiciousGlobals.isEmpty)
        #expect(inspection.globals.contains("sklearn.linear_model._logistic.LogisticRegression"))
        #expect(inspection.globals == inspection.globals.sorted())
        let estimator = try #require(inspection.estimator)
        #expect(estimator.name == "Pipeline")
        #expect(estimator.module == "sklearn.pipeline")
        #expect(estimator.children.map(\.name) == ["StandardScaler", "LogisticRegression"])
        #expect(estimator.children.map(\.facts) == [["30 features"], ["coefficients [1, 30]"]])
    }

    @Test(arguments: ["v2", "v3"])
    func `An ensemble is shown with its size`(_ version: String) throws {
        let estimator = try #require(try ModelFile.inspect(Fixtures.bytes("models/\(version)/model.pkl")).estimator)
        #expect(estimator.facts.count == 3)
        #expect(estimator.facts[0] == "100 trees")
        #expect(estimator.facts[1].hasSuffix(" nodes") && estimator.facts[1].contains(","))
        #expect(estimator.facts[2].hasPrefix("depth "))
        #expect(estimator.children.isEmpty)
    }

    @Test func `A hostile file is shown with every global it names`() throws {
        let text = "(cos\nsystem\ncbuiltins\neval\ncnumpy\nndarray\nt."
        let inspection = try ModelFile.inspect(Array(text.utf8))
        #expect(inspection.format == "pickle")
        #expect(inspection.globals == ["builtins.eval", "numpy.ndarray", "os.system"])
        #expect(inspection.suspiciousGlobals == ["builtins.eval", "os.system"])
        #expect(inspection.estimator == nil)
        #expect(!inspection.servable)
        #expect(inspection.reason?.contains("os.system") == true)
    }

    @Test func `An estimator that is not served is shown with the reason`() throws {
        var bytes = try Fixtures.bytes("models/v2/model.pkl")
        let range = try #require(bytes.firstRange(of: Array("RandomForestClassifier".utf8)))
        bytes.replaceSubrange(range, with: Array("RandomForestClassifie2".utf8))
        let inspection = try ModelFile.inspect(bytes)
        #expect(inspection.estimator?.name == "RandomForestClassifie2")
        #expect(inspection.featureCount == 30)
        #expect(!inspection.servable)
        #expect(inspection.reason?.contains("cannot be served") == true)
    }

    @Test func `Names of features and classes of text are shown`() throws {
        let inspection = try ModelFile.inspect(Fixtures.bytes("Tests/Fixtures/sklearn/1.9.1/pipeline.pickle"))
        #expect(inspection.format == "sklearn-pickle")
        #expect(inspection.featureNames == ["sepal length", "sepal width", "petal length", "petal width"])
        #expect(inspection.classes == [.string("setosa"), .string("versicolor"), .string("virginica")])
    }

    @Test func `What is no pickle is not inspected`() {
        #expect(throws: ModelFileError(.notAModel, "")) { try ModelFile.inspect(Array("hello".utf8)) }
        #expect(throws: ModelFileError(.empty, "")) { try ModelFile.inspect([]) }
    }
}
