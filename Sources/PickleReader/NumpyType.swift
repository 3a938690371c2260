/// The type of an array's elements.
struct NumpyType {
    enum Kind {
        case boolean, signed, unsigned, float, text, bytes, object, structure
        /// Dates, complex numbers, floats beyond 64 bits and bare bytes, which nothing reads.
        case other
    }

    /// A field of a structure, as a type at an offset.
    struct Field {
        let name: String
        let offset: Int
        let kind: Kind
        let itemSize: Int
        let isBigEndian: Bool
    }

    let kind: Kind
    let itemSize: Int
    let isBigEndian: Bool
    let fields: [Field]
    /// How numpy writes the type, such as `f8` or `U10`.
    let code: String

    /// Reads `numpy.dtype('f8', …)` with its state `(3, order, subtype, names, fields, itemSize, alignment, flags)`.
    init(_ node: Int32, in arena: PickleArena) throws(PickleError) {
        guard case .record(let index) = arena[node],
            arena.global(arena.records[Int(index)].callee) == GlobalName(module: "numpy", name: "dtype")
        else { throw PickleError(.malformed, "An array's type is no numpy.dtype") }
        let record = arena.records[Int(index)]
        guard let code = arena.elements(record.arguments, atMost: 8)?.first.flatMap({ arena.text($0) }),
            let (kind, itemSize) = Self.parse(code)
        else { throw PickleError(.malformed, "An array's type has a code that numpy does not have") }
        let state = record.state >= 0 ? arena.elements(record.state, atMost: 16) ?? [] : []
        let hasFields = state.count > 3 && !arena.isNone(state[3])
        self.code = code
        self.kind = kind == .structure && !hasFields ? .other : kind
        self.itemSize = itemSize
        isBigEndian = state.count > 1 && arena.isText(state[1], ">")
        fields = self.kind == .structure ? try Self.fields(state, itemSize: itemSize, in: arena) : []
    }

    /// `f8` is a float of 8 bytes, `U10` a text of 10 characters of 4 bytes, `V64` a structure of 64 bytes.
    private static func parse(_ code: String) -> (Kind, Int)? {
        guard let letter = code.first else { return nil }
        let digits = code.dropFirst()
        if letter == "O" { return (.object, 8) }
        guard let size = Int(digits), (0...1 << 24).contains(size) else { return nil }
        return switch letter {
        case "b" where size == 1: (.boolean, 1)
        case "i" where [1, 2, 4, 8].contains(size): (.signed, size)
        case "u" where [1, 2, 4, 8].contains(size): (.unsigned, size)
        case "f" where [2, 4, 8].contains(size): (.float, size)
        case "U": (.text, 4 * size)
        case "S": (.bytes, size)
        case "V" where size > 0: (.structure, size)
        case "V": (.other, 0)
        case "M", "m", "c", "f": (.other, size)
        default: nil
        }
    }

    private static func fields(
        _ state: [Int32],
        itemSize: Int,
        in arena: PickleArena
    ) throws(PickleError) -> [Field] {
        guard state.count >= 5, let names = arena.elements(state[3], atMost: 64) else {
            throw PickleError(.malformed, "A structured type has no field names")
        }
        var fields: [Field] = []
        for node in names {
            guard let name = arena.text(node), let entry = arena.entry(state[4], name),
                let pair = arena.elements(entry, atMost: 3), pair.count >= 2, let offset = arena.integer(pair[1])
            else { throw PickleError(.malformed, "A structured type has a field without a place") }
            fields.append(try field(name, pair[0], at: offset, within: itemSize, in: arena))
        }
        return fields
    }

    /// A field is a plain number: anything else could nest without end, and no estimator has it.
    private static func field(
        _ name: String,
        _ node: Int32,
        at offset: Int,
        within itemSize: Int,
        in arena: PickleArena
    ) throws(PickleError) -> Field {
        guard case .record(let index) = arena[node],
            let code = arena.elements(arena.records[Int(index)].arguments, atMost: 8)?.first.flatMap({ arena.text($0) }
            ),
            let (kind, size) = parse(code), [.boolean, .signed, .unsigned, .float].contains(kind)
        else { throw PickleError(.malformed, "The field '\(name.printable)' of a structured type is no number") }
        guard offset >= 0, offset <= itemSize - size else {
            throw PickleError(.malformed, "The field '\(name.printable)' lies outside of its structure")
        }
        let state = arena.records[Int(index)].state
        let order = state >= 0 ? arena.elements(state, atMost: 16)?.dropFirst().first : nil
        let isBigEndian = order.map { arena.isText($0, ">") } ?? false
        return Field(name: name, offset: offset, kind: kind, itemSize: size, isBigEndian: isBigEndian)
    }
}
