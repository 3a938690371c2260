/// What the parts of one file have in common while it becomes a model.
final class ReadingContext {
    let version: ScikitLearnVersion
    private var remainingValues: Int

    /// - Parameter fileBytes: bounds what is read out. Honest files hold each number once, in at least a byte; hostile
    ///   ones could refer to one large array a million times.
    init(version: ScikitLearnVersion, fileBytes: Int) {
        self.version = version
        remainingValues = fileBytes + 1 << 20
    }

    /// Counts values before they are read out.
    func spend(_ count: Int) throws(ModelFileError) {
        guard count <= remainingValues else {
            throw ModelFileError(.overBudget, "The file refers to its arrays more often than a model does")
        }
        remainingValues -= count
    }
}
