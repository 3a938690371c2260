/// Instructions that carry their value with them.
extension PickleMachine {
    mutating func executeLiteral(_ opcode: Opcode) throws(PickleError) {
        switch opcode {
        case .none: try pushNew(.none)
        case .newTrue: try pushNew(.boolean(true))
        case .newFalse: try pushNew(.boolean(false))
        case .binaryInteger: try pushNew(.integer(Int(Int32(truncatingIfNeeded: cursor.unsigned(4)))))
        case .binaryInteger1: try pushNew(.integer(Int(cursor.byte())))
        case .binaryInteger2: try pushNew(.integer(Int(cursor.unsigned(2))))
        case .long1: try pushLong(UInt64(cursor.byte()))
        case .long4: try pushLong(cursor.unsigned(4))
        case .integer, .long: try pushDecimal()
        case .float: try pushDecimalFloat()
        case .binaryFloat: try pushNew(.number(Double(bitPattern: cursor.unsigned(8).byteSwapped)))
        default: try executeText(opcode)
        }
    }

    private mutating func executeText(_ opcode: Opcode) throws(PickleError) {
        switch opcode {
        case .unicode: try pushEscapedText()
        case .shortBinaryUnicode: try pushNew(.text(cursor.take(UInt64(cursor.byte()))))
        case .binaryUnicode: try pushNew(.text(cursor.take(cursor.unsigned(4))))
        case .binaryUnicode8: try pushNew(.text(cursor.take(cursor.unsigned(8))))
        case .string: try pushQuotedText()
        case .shortBinaryString: try pushNew(.text(cursor.take(UInt64(cursor.byte()))))
        case .binaryString: try pushNew(.text(cursor.take(cursor.unsigned(4))))
        case .shortBinaryBytes: try pushNew(.data(cursor.take(UInt64(cursor.byte()))))
        case .binaryBytes: try pushNew(.data(cursor.take(cursor.unsigned(4))))
        case .binaryBytes8, .byteArray8: try pushNew(.data(cursor.take(cursor.unsigned(8))))
        default: try executeContainer(opcode)
        }
    }

    /// A little-endian two's complement integer.
    private mutating func pushLong(_ count: UInt64) throws(PickleError) {
        guard count <= UInt64(budget.integerBytes) else { throw overBudget("bytes in an integer", budget.integerBytes) }
        let range = try cursor.take(count)
        guard count <= 8 else { return try pushNew(.bigInteger) }
        var value: UInt64 = 0
        for index in (range.start..<range.end).reversed() {
            value = value << 8 | UInt64(cursor.bytes[index])
        }
        let shift = 64 - 8 * count
        let signed = count == 0 ? 0 : Int64(bitPattern: value << shift) >> Int64(shift)
        try pushNew(.integer(Int(signed)))
    }

    /// `I00` and `I01` are booleans; a trailing `L` is a relic.
    private mutating func pushDecimal() throws(PickleError) {
        var text = try readNumber()
        if text == "00" || text == "01" { return try pushNew(.boolean(text == "01")) }
        if text.hasSuffix("L") { text.removeLast() }
        if let value = Int(text) { return try pushNew(.integer(value)) }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw misread("A whole number", text)
        }
        try pushNew(.bigInteger)
    }

    private mutating func pushDecimalFloat() throws(PickleError) {
        let text = try readNumber()
        guard let value = Double(text) else { throw misread("A number", text) }
        try pushNew(.number(value))
    }

    private mutating func readNumber() throws(PickleError) -> String {
        let line = try cursor.line()
        guard line.count <= budget.numberCharacters else {
            throw overBudget("characters in a number", budget.numberCharacters)
        }
        return arena.string(line)
    }

    private func misread(_ what: String, _ text: String) -> PickleError {
        malformed("\(what) is written '\(String(text.prefix(20)).printable)'")
    }

    /// The index of PUT and GET.
    mutating func readDecimal() throws(PickleError) -> Int {
        let text = try readNumber()
        guard let index = Int(text), index >= 0 else { throw misread("A memo index", text) }
        return index
    }

    /// Text of protocol 0: Latin-1 with `\uXXXX` and `\UXXXXXXXX` for the rest.
    private mutating func pushEscapedText() throws(PickleError) {
        let line = try cursor.line()
        let isPlain = arena.withBytes(line) { $0.allSatisfy { $0 < 0x80 && $0 != 0x5c } }
        if isPlain { return try pushNew(.text(line)) }
        guard let text = arena.withBytes(line, TextCoding.utf8(rawUnicodeEscape:)) else {
            throw malformed("A text has an escape that is no character")
        }
        try pushNew(.text(derive(text)))
    }

    /// A string of Python 2, in quotes.
    ///
    /// Escapes do not occur in names, and nothing else is read from one.
    private mutating func pushQuotedText() throws(PickleError) {
        let line = try cursor.line()
        let bytes = cursor.bytes
        guard line.count >= 2, bytes[line.start] == bytes[line.end - 1], [0x22, 0x27].contains(bytes[line.start]) else {
            throw malformed("A quoted string has no quotes")
        }
        let inner = PickleBytes(start: line.start + 1, count: line.count - 2)
        if policy.isStrict, arena.withBytes(inner, { $0.contains(0x5c) }) {
            throw malformed("A quoted string has escapes; the file was written by Python 2, save the model again")
        }
        try pushNew(.text(inner))
    }
}
