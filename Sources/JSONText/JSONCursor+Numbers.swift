extension JSONCursor {
    /// Reads a number, correctly rounded; one beyond the range of a double is infinite.
    package mutating func readNumber() throws(Failure) -> Double {
        _ = peek()
        let start = offset
        let (length, problem, value) = bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return (0, NumberScanner.Problem?.some(.number), 0.0) }
            var scanner = NumberScanner(at: base + start, end: base + bytes.count)
            let problem = scanner.scan()
            return (scanner.place - (base + start), problem, problem == nil ? scanner.value : 0)
        }
        offset += length
        switch problem {
        case .number: throw unexpected("a number")
        case .digit: throw unexpected("a digit")
        case nil: return value
        }
    }
}
