/// An array of numpy: a type, a shape and the bytes where they stand in the file.
struct NumpyArray {
    enum Storage {
        case bytes(PickleBytes)
        /// The list node of an array of objects.
        case objects(Int32)
    }

    let type: NumpyType
    let shape: [Int]
    /// Whether the first index moves fastest in the bytes.
    let isFortran: Bool
    let storage: Storage

    /// The product of `factors`; nil when it is beyond an `Int`.
    static func product(of factors: [Int]) -> Int? {
        var result = 1
        for factor in factors {
            let (product, overflow) = result.multipliedReportingOverflow(by: factor)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }

    /// The number of elements; nil for a shape that no array has.
    var count: Int? { Self.product(of: shape) }

    var byteCount: Int? {
        if case .bytes(let range) = storage { range.count } else { count }
    }

    /// Why this is no array: a shape beyond the file, or bytes that do not fill it exactly.
    func problem(in arena: PickleArena) -> String? {
        let limit = arena.bytes.count + 1024
        guard let count, count <= limit, shape.allSatisfy({ $0 <= limit }) else {
            return "An array has a shape that is larger than the file"
        }
        switch storage {
        case .bytes(let range):
            guard type.kind != .object else { return "An array of objects is written as bytes" }
            guard Self.product(of: [count, type.itemSize]) == range.count else {
                return "An array of shape \(shape) has \(range.count) bytes, which do not fill it exactly"
            }
        case .objects(let list):
            guard type.kind == .object else { return "An array of numbers is written as a list" }
            guard arena.count(list) == count else { return "An array of objects has another number of them" }
        }
        return nil
    }

    // MARK: Elements, row after row

    /// Numbers of any kind as doubles; nil for an array of something else.
    func doubles(in arena: PickleArena) -> [Double]? {
        column(nil).flatMap { column in withBytes(in: arena, column.doubles(in:)) }.map(inRowOrder)
    }

    /// Whole numbers and booleans; nil for an array of something else or a number beyond an `Int`.
    func integers(in arena: PickleArena) -> [Int]? {
        column(nil).flatMap { column in withBytes(in: arena, column.integers(in:)) }.map(inRowOrder)
    }

    func doubles(field name: String, in arena: PickleArena) -> [Double]? {
        column(name).flatMap { column in withBytes(in: arena, column.doubles(in:)) }.map(inRowOrder)
    }

    func integers(field name: String, in arena: PickleArena) -> [Int]? {
        column(name).flatMap { column in withBytes(in: arena, column.integers(in:)) }.map(inRowOrder)
    }

    /// Texts of a fixed width, without the zeros that fill it; nil for an array of something else.
    func strings(in arena: PickleArena) -> [String]? {
        guard type.kind == .text, let count else { return nil }
        let width = type.itemSize / 4
        let characters = NumberColumn(
            kind: .unsigned,
            itemSize: 4,
            isBigEndian: type.isBigEndian,
            offset: 0,
            stride: 4,
            count: count * width
        )
        guard let codes = withBytes(in: arena, characters.integers(in:)) else { return nil }
        let texts = (0..<count).map { Self.text(codes[$0 * width..<($0 + 1) * width]) }
        return inRowOrder(texts)
    }

    /// The nodes of an array of objects; nil for an array of something else.
    func objects(in arena: PickleArena) -> [Int32]? {
        guard case .objects(let list) = storage, let nodes = arena.elements(list), nodes.count == count else {
            return nil
        }
        return inRowOrder(nodes)
    }

    // MARK: Private

    private static func text(_ codes: ArraySlice<Int>) -> String {
        let end = codes.lastIndex { $0 != 0 }.map { $0 + 1 } ?? codes.startIndex
        var scalars = String.UnicodeScalarView()
        for code in codes[codes.startIndex..<end] {
            scalars.append(UInt32(exactly: code).flatMap { UnicodeScalar($0) } ?? "\u{fffd}")
        }
        return String(scalars)
    }

    /// The numbers of the whole array, or of one field of its structures.
    private func column(_ field: String?) -> NumberColumn? {
        guard let count else { return nil }
        guard let field else {
            return NumberColumn(
                kind: type.kind,
                itemSize: type.itemSize,
                isBigEndian: type.isBigEndian,
                offset: 0,
                stride: type.itemSize,
                count: count
            )
        }
        return type.fields.first { $0.name == field }.map {
            NumberColumn(
                kind: $0.kind,
                itemSize: $0.itemSize,
                isBigEndian: $0.isBigEndian,
                offset: $0.offset,
                stride: type.itemSize,
                count: count
            )
        }
    }

    private func withBytes<Value>(
        in arena: PickleArena,
        _ body: (UnsafeRawBufferPointer) -> [Value]?
    ) -> [Value]? {
        guard case .bytes(let range) = storage else { return nil }
        return arena.withBytes(range, body)
    }

    /// Elements in the order of the bytes, put into row order when the array is Fortran's.
    private func inRowOrder<Value>(_ values: [Value]) -> [Value] {
        guard isFortran, shape.count > 1, values.count > 1 else { return values }
        var strides = [1]
        for dimension in shape.dropLast() { strides.append(strides[strides.count - 1] * dimension) }
        var index = [Int](repeating: 0, count: shape.count)
        return (0..<values.count).map { _ in
            defer { Self.advance(&index, within: shape) }
            return values[zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }]
        }
    }

    /// Moves to the next index in row order.
    private static func advance(_ index: inout [Int], within shape: [Int]) {
        for axis in shape.indices.reversed() {
            index[axis] += 1
            if index[axis] < shape[axis] { return }
            index[axis] = 0
        }
    }
}
