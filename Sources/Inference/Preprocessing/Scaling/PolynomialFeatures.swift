/// Products of features up to a degree.
///
/// - Source: `sklearn.preprocessing.PolynomialFeatures`.
package struct PolynomialFeatures: MatrixTransformer {
    /// A product: a feature times an earlier product.
    private struct Term {
        let feature: Int32
        let factor: Int32
    }

    /// The products of degree 1 and above in the order in which they are computed.
    private let terms: [Term]
    /// The first of `terms` that is given out.
    private let firstTerm: Int
    private let hasBias: Bool
    package let inputCount: Int
    package var outputCount: Int { terms.count - firstTerm + (hasBias ? 1 : 0) }
    package var acceptsMissing: Bool { false }
    package var memoryBytes: Int { terms.count * MemoryLayout<Term>.stride }

    /// - Parameters:
    ///   - degrees: the lowest and the highest degree; a lowest of 0 is the same as 1.
    ///   - isInteractionOnly: whether a feature stands in a product once only.
    ///   - hasBias: whether a column of ones comes first.
    package init(
        featureCount: Int,
        degrees: (lowest: Int, highest: Int),
        isInteractionOnly: Bool,
        hasBias: Bool
    ) throws(ModelStructureError) {
        try ModelSignature.requireWidth(featureCount, of: "A polynomial")
        guard degrees.lowest >= 0, degrees.lowest <= degrees.highest else {
            throw ModelStructureError("A polynomial has the degrees \(degrees.lowest) to \(degrees.highest)")
        }
        inputCount = featureCount
        self.hasBias = hasBias
        (terms, firstTerm) = try Self.terms(featureCount, degrees, isInteractionOnly)
        try ModelSignature.requireWidth(terms.count - firstTerm + (hasBias ? 1 : 0), of: "The output of a polynomial")
    }

    /// All products, and how many of them have less than the lowest degree.
    private static func terms(
        _ featureCount: Int,
        _ degrees: (lowest: Int, highest: Int),
        _ isInteractionOnly: Bool
    ) throws(ModelStructureError) -> ([Term], Int) {
        var terms: [Term] = []
        var firstTerm = 0
        // Where the products of the last degree begin that have no feature before each one.
        var starts = [Int](repeating: 0, count: featureCount + 1)
        var degree = 0
        while degree < degrees.highest {
            degree += 1
            let begin = terms.count
            if degree == degrees.lowest { firstTerm = begin }
            let end = starts[featureCount]
            var nextStarts: [Int] = []
            for feature in 0..<featureCount {
                nextStarts.append(terms.count)
                if degree == 1 {
                    terms.append(Term(feature: Int32(feature), factor: -1))
                    continue
                }
                let start = min(end, starts[feature + (isInteractionOnly ? 1 : 0)])
                guard terms.count + end - start <= ModelSignature.featureCounts.upperBound else {
                    throw ModelStructureError(
                        "A polynomial of \(featureCount) features has more than 4 million products"
                    )
                }
                for factor in start..<end { terms.append(Term(feature: Int32(feature), factor: Int32(factor))) }
            }
            nextStarts.append(terms.count)
            starts = nextStarts
            if terms.count == begin { break }
        }
        return (terms, degree < degrees.lowest ? terms.count : firstTerm)
    }

    /// - Complexity: O(n · products).
    package func transform(_ rows: inout Matrix) throws(PredictionError) {
        try rows.requireFinite()
        var result = Matrix(repeating: 1, rowCount: rows.rowCount, columnCount: outputCount)
        var products = [Double](repeating: 0, count: terms.count)
        let (width, bias) = (inputCount, hasBias ? 1 : 0)
        rows.values.withUnsafeBufferPointer { features in
            products.withUnsafeMutableBufferPointer { products in
                var row = 0
                result.updateRows { output in
                    multiply(UnsafeBufferPointer(rebasing: features[row * width..<(row + 1) * width]), into: products)
                    for term in firstTerm..<products.count { output[bias + term - firstTerm] = products[term] }
                    row += 1
                }
            }
        }
        rows = result
    }

    private func multiply(_ features: UnsafeBufferPointer<Double>, into products: UnsafeMutableBufferPointer<Double>) {
        terms.withUnsafeBufferPointer { terms in
            for (index, term) in terms.enumerated() {
                let feature = features[Int(term.feature)]
                products[index] = term.factor < 0 ? feature : products[Int(term.factor)] * feature
            }
        }
    }
}
