import Inference
import PickleReader

/// An array of an answers file: labels and numbers in row order, whatever numpy held them in.
struct RecordedArray: Sendable {
    /// The dimensions; `[n]` for one value a row.
    let shape: [Int]
    let values: [ClassLabel]

    /// How many values each row has.
    var width: Int { shape.dropFirst().reduce(1, *) }
}

extension RecordedArray {
    init(_ value: PickleValue) throws {
        guard let array = value.array, let values = Self.values(of: array) else {
            throw RecordingError("an answer is no array of labels or numbers")
        }
        shape = array.shape
        self.values = values
    }

    /// One output's column of an array of several.
    func column(_ index: Int) -> [ClassLabel] {
        stride(from: index, to: values.count, by: width).map { values[$0] }
    }

    private static func values(of array: PickleArray) -> [ClassLabel]? {
        if let texts = array.strings() { return texts.map(ClassLabel.string) }
        if let objects = array.objects() {
            let labels = objects.compactMap(label)
            return labels.count == objects.count ? labels : nil
        }
        if array.isBoolean { return array.integers()?.map { .boolean($0 != 0) } }
        if array.isInteger { return array.integers()?.map(ClassLabel.integer) }
        return array.doubles()?.map(ClassLabel.number)
    }

    private static func label(_ value: PickleValue) -> ClassLabel? {
        if let text = value.text { return .string(text) }
        if let boolean = value.boolean { return .boolean(boolean) }
        if let integer = value.integer { return .integer(integer) }
        return value.number.map(ClassLabel.number)
    }
}

/// An answers file that does not have what `make.py` writes.
struct RecordingError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
