extension ClassLabel {
    /// The label as a number, as numpy would compute with it; nil for a text.
    package var asNumber: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .boolean(let value): value ? 1 : 0
        case .string: nil
        }
    }

    /// Whether Python calls both equal.
    package func isSame(as other: ClassLabel) -> Bool {
        if self == other { return true }
        guard let number = asNumber, let otherNumber = other.asNumber else { return false }
        return number == otherNumber
    }

    /// Where the labels of an inner model stand among those of the outer one.
    ///
    /// - Throws: ``ModelStructureError`` for a label that the outer one lacks.
    /// - Complexity: O(labels) for labels that are in the same order.
    static func positions(of labels: [ClassLabel], in outer: [ClassLabel]) throws(ModelStructureError) -> [Int] {
        var table: [ClassLabel: Int] = [:]
        for (index, label) in outer.enumerated() { table[label.comparable] = index }
        var positions: [Int] = []
        for label in labels {
            guard let position = table[label.comparable] else {
                throw ModelStructureError("One of its models knows a class that it does not know itself")
            }
            positions.append(position)
        }
        return positions
    }

    /// Checks that a model inside was trained on the numbers of the classes, from 0 on and all of them.
    static func requireEncoded(_ labels: [ClassLabel], classCount: Int) throws(ModelStructureError) {
        guard classCount > 0, labels.count == classCount,
            labels.enumerated().allSatisfy({ $1.asNumber == Double($0) })
        else {
            throw ModelStructureError("One of its models was not trained on its \(classCount) classes")
        }
    }

    /// Numbers of every kind as one kind.
    private var comparable: ClassLabel { asNumber.map { .number($0) } ?? self }
}
