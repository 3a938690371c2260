import Inference
import PickleReader

/// Arrays, and lists and tuples that stand for them.
extension EstimatorObject {
    /// A number on its own, or the numbers of an array, a list or a tuple, row after row.
    func numbers(_ key: String) throws(ModelFileError) -> [Double] {
        let attribute = try require(key, "numbers") { $0 }
        if attribute.array != nil, attribute.array?.objects() == nil { return try doubles(key) }
        guard let numbers = try numbers(in: attribute) else {
            throw ModelFileError(.malformed, "The \(key) of the \(name) has a member that is no number")
        }
        return numbers
    }

    /// The same for a value that is no attribute; nil when it is, or holds, something else than numbers.
    func numbers(in value: PickleValue) throws(ModelFileError) -> [Double]? {
        if let number = value.singleNumber { return [number] }
        try context.spend(value.memberCount ?? 0)
        if let numbers = value.array?.doubles() { return numbers }
        guard let members = value.elements ?? value.array?.objects() else { return nil }
        let numbers = members.compactMap(\.singleNumber)
        return numbers.count == members.count ? numbers : nil
    }

    /// Whole numbers alone; nil when one of them is not.
    func integers(in value: PickleValue) throws(ModelFileError) -> [Int]? {
        guard let numbers = try numbers(in: value) else { return nil }
        let integers = numbers.compactMap(Int.init(exactly:))
        return integers.count == numbers.count ? integers : nil
    }

    /// Whole numbers of an array.
    func integers(_ key: String) throws(ModelFileError) -> [Int] {
        let array = try require(key, "an array of whole numbers", \.array)
        try context.spend(array.count)
        guard let values = array.integers() else {
            throw ModelFileError(
                .malformed,
                "The \(key) of the \(name) is an array of something else than whole numbers"
            )
        }
        return values
    }

    /// Yes or no for each feature.
    func mask(_ key: String) throws(ModelFileError) -> [Bool] { try doubles(key).map { $0 != 0 } }

    // MARK: Several arrays

    /// The members of a list, a tuple or an array of objects.
    func members(_ key: String) throws(ModelFileError) -> [PickleValue] {
        let count = try require(key, "a list", \.memberCount)
        try context.spend(count)
        return try require(key, "a list") { $0.elements ?? $0.array?.objects() }
    }

    /// What a list holds for each of `count` features; nil for None in its place.
    func entries(_ key: String, count: Int) throws(ModelFileError) -> [PickleValue]? {
        guard let attribute = self[key], !attribute.isNone else { return nil }
        let entries = try members(key)
        guard entries.count == count else {
            throw ModelFileError(
                .malformed,
                "The \(key) of the \(name) has \(entries.count) entries for \(count) features"
            )
        }
        return entries
    }

    /// The arrays of numbers in a list, each row after row.
    func arrays(_ key: String) throws(ModelFileError) -> [[Double]] {
        var arrays: [[Double]] = []
        for member in try members(key) { arrays.append(try numbers(member, key)) }
        return arrays
    }

    /// The arrays of two dimensions in a list.
    func matrices(_ key: String) throws(ModelFileError) -> [Matrix] {
        var matrices: [Matrix] = []
        for member in try members(key) {
            let values = try numbers(member, key)
            guard let shape = member.array?.shape, shape.count == 2 else {
                throw ModelFileError(
                    .malformed,
                    "An array of \(key) of the \(name) has shape \(member.array?.shape ?? []); expected two dimensions"
                )
            }
            matrices.append(Matrix(rowCount: shape[0], columnCount: shape[1], values: values))
        }
        return matrices
    }

    /// The numbers of an array that is part of the attribute `key`.
    func numbers(_ value: PickleValue, _ key: String) throws(ModelFileError) -> [Double] {
        guard let array = value.array else {
            throw ModelFileError(.malformed, "The \(key) of the \(name) holds \(Self.describe(value)), no array")
        }
        try context.spend(array.count)
        guard let numbers = array.doubles() else {
            throw ModelFileError(.malformed, "The \(key) of the \(name) holds an array of something else than numbers")
        }
        return numbers
    }
}
