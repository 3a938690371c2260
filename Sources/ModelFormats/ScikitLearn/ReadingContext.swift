/// What the parts of one file have in common while it becomes a model.
final class ReadingContext {
    let version: ScikitLearnVersion
    private var remainingValues: Int
    private var remainingWidth: Int
    private var remainingDenseValues: Int

    /// - Parameter fileBytes: bounds what is read out. Honest files hold each number once, in at least a byte; hostile
    ///   ones could refer to one large array a million times.
    init(version: ScikitLearnVersion, fileBytes: Int) {
        self.version = version
        remainingValues = fileBytes + 1 << 20
        // A forest of ten thousand trees over a hashed vocabulary stays below: a tree has hundreds of bytes.
        remainingWidth = fileBytes << 12 + 1 << 28
        remainingDenseValues = min(1 << 25, fileBytes << 4 + 1 << 23)
    }

    /// Counts values before they are read out.
    func spend(_ count: Int) throws(ModelFileError) {
        guard (0...remainingValues).contains(count) else {
            throw ModelFileError(.overBudget, "The file refers to its arrays more often than a model does")
        }
        remainingValues -= count
    }

    /// Counts the features that estimators say they take: each goes through so many values a row, whether the file holds
    /// a number for each or not.
    func spendWidth(_ width: Int) throws(ModelFileError) {
        guard width <= remainingWidth else {
            throw ModelFileError(
                .overBudget,
                "The estimators of the file take more features together than a model does"
            )
        }
        remainingWidth -= width
    }

    /// Counts the values of sparse matrices that are made dense; most of them stand nowhere in the file.
    ///
    /// - Returns: false when they are more than are left.
    func spendDense(_ count: Int) -> Bool {
        guard count <= remainingDenseValues else { return false }
        remainingDenseValues -= count
        return true
    }
}
