/// The categories of one feature, found by value.
///
/// Numbers are equal as numpy compares them: 1, 1.0 and true are one. Texts are equal character code by character code.
package struct CategoryTable: Sendable {
    package enum Category: Sendable, Equatable {
        case number(Double)
        case text(String)
        /// None or NaN.
        case missing
    }

    package let count: Int
    private var numbers: [Double: Int32] = [:]
    private var texts: [ExactText: Int32] = [:]
    /// The code of a missing value, where that is a category.
    private(set) var missingCode: Int?

    /// - Parameter categories: in the order of their codes, which count from 0; of equal ones the first is found.
    package init(_ categories: [Category]) throws(ModelStructureError) {
        guard categories.count <= ModelSignature.featureCounts.upperBound else {
            throw ModelStructureError("A feature has \(categories.count) categories; expected at most 4 million")
        }
        count = categories.count
        for (index, category) in categories.enumerated() {
            let code = Int32(truncatingIfNeeded: index)
            switch category {
            case .number(let number): if numbers[number] == nil { numbers[number] = code }
            case .text(let text): if texts[ExactText(text)] == nil { texts[ExactText(text)] = code }
            case .missing: missingCode = missingCode ?? index
            }
        }
    }

    var hasTexts: Bool { !texts.isEmpty }

    var memoryBytes: Int {
        24 * numbers.count + texts.keys.reduce(0) { $0 + 40 + $1.text.utf8.count }
    }

    /// The code of a category; nil for one that is not known.
    func code(of text: String) -> Int? { texts[ExactText(text)].map(Int.init) }

    /// - Parameter number: NaN for a missing value.
    func code(of number: Double) -> Int? { number.isNaN ? missingCode : numbers[number].map(Int.init) }
}
