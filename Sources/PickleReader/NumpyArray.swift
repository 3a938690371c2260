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
    func doubles(field name: String? = nil, in arena: PickleArena) -> [Double]? {
        column(name).flatMap { column in withBytes(in: arena, column.doubles(in:)) }.map(inRowOrder)
    }

    /// Whole numbers and booleans; nil for an array of something else or a number beyond an `Int`.
    func integers(field name: String? = nil, in arena: PickleArena) -> [Int]? {
        column(name).flatMap { column in withBytes(in: arena, column.integers(in:)) }.map(inRowOrder)
    }

    /// Lends the doubles, from the file itself where they lie there as this machine has them.
    func withDoubles<Result, Failure: Error>(
        in arena: PickleArena,
        _ body: (UnsafeBufferPointer<Double>) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        if case .bytes(let range) = storage, !isFortran || shape.count < 2, range.count > 0,
            column(nil)?.isPlainDoubles == true
        {
            let lent = try arena.withBytes(range) { bytes throws(Failure) -> Result? in
                guard let start = bytes.baseAddress, Int(bitPattern: start).isMultiple(of: 8) else { return nil }
                return try bytes.withMemoryRebound(to: Double.self) { doubles throws(Failure) in try body(doubles) }
            }
            if let lent { return lent }
        }
        guard let copy = doubles(in: arena) else { return nil }
        return try copy.withUnsafeBufferPointer { doubles throws(Failure) in try body(doubles) }
    }

    /// Texts of a fixed width, without the zeros that fill it; nil for an array of something else.
    func strings(in arena: PickleArena) -> [String]? {
        guard type.kind == .text, let count else { return nil }
        return withBytes(in: arena) { bytes -> [String]? in
            guard bytes.count == count * type.itemSize else { return nil }
            return (0..<count).map { index in
                text(UnsafeRawBufferPointer(rebasing: bytes[index * type.itemSize..<(index + 1) * type.itemSize]))
            }
        }.map(inRowOrder)
    }

    /// The nodes of an array of objects; nil for an array of something else.
    ///
    /// Numpy lists them row after row whatever the order of the array is.
    func objects(in arena: PickleArena) -> [Int32]? {
        guard case .objects(let list) = storage, let nodes = arena.elements(list), nodes.count == count else {
            return nil
        }
        return nodes
    }

    // MARK: Private

    /// Characters of four bytes each.
    private func text(_ bytes: UnsafeRawBufferPointer) -> String {
        var scalars = String.UnicodeScalarView()
        var zeros = 0
        for offset in stride(from: 0, to: bytes.count - 3, by: 4) {
            let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
            let code = type.isBigEndian ? UInt32(bigEndian: bits) : UInt32(littleEndian: bits)
            guard code != 0 else {
                zeros += 1
                continue
            }
            while zeros > 0 {
                scalars.append("\0")
                zeros -= 1
            }
            scalars.append(UnicodeScalar(code) ?? "\u{fffd}")
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
        return arena.withBytes(range) { body($0) }
    }

    /// Elements in the order of the bytes, put into row order when the array is Fortran's.
    private func inRowOrder<Value>(_ values: [Value]) -> [Value] {
        guard isFortran, shape.count > 1, values.count > 1, values.count == count else { return values }
        if shape.count == 2 { return Transposition.rows(values, rowCount: shape[0], columnCount: shape[1]) }
        return Transposition.rows(values, shape: shape)
    }
}
