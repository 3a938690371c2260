// Rows of numbers: what is as most requests have it is read in one go, and the cursor stops before anything else.
extension JSONCursor {
    /// Where reading a row came to a stop.
    package enum RowStop {
        /// Behind the row's closing bracket.
        case end
        /// Before a value, or a member, that is not the number that was looked for.
        case value
        /// Behind a number, before what is neither a comma nor the closing bracket.
        case separator
    }

    /// How many bytes are left.
    package var remainingCount: Int { bytes.count - offset }

    /// Reads the numbers of a list, from a value on, as long as there are numbers.
    package mutating func readNumbers(appendingTo values: inout [Double]) -> RowStop {
        let start = offset
        let (end, stop) = bytes.withUnsafeBufferPointer { bytes in
            guard var reader = RowReader(bytes, at: start) else { return (start, RowStop.value) }
            let stop = reader.readList(&values)
            return (reader.offset, stop)
        }
        offset = end
        return stop
    }

    /// Reads the members of an object, from a name on, as long as each has the next of `names` and is a number.
    ///
    /// - Parameters:
    ///   - position: the name that is looked for first; moved behind the last one that was read.
    ///   - row: a place for each name; one that is not a signalling NaN is taken, and stops the reading.
    package mutating func readNumbers(
        named names: MemberNames,
        from position: inout Int,
        into row: UnsafeMutableBufferPointer<Double>
    ) -> RowStop {
        let start = offset
        let (end, stop) = bytes.withUnsafeBufferPointer { bytes in
            guard var reader = RowReader(bytes, at: start) else { return (start, RowStop.value) }
            let stop = reader.readMembers(named: names, from: &position, into: row)
            return (reader.offset, stop)
        }
        offset = end
        return stop
    }

    /// Reads a member's name and passes over its colon; `names` keeps how it is written.
    package mutating func readName(keptBy names: inout MemberNames) throws(Failure) -> String {
        _ = peek()
        let start = offset
        let name = try readString()
        names.append(bytes[start..<offset])
        try require(UInt8(ascii: ":"))
        return name
    }
}

/// How the names of an object's members are written, to know them again in other objects without reading them.
package struct MemberNames: Sendable {
    /// The names one after another, with their quotes.
    private var bytes: [UInt8] = []
    private var starts = [0]

    package init() {}

    mutating func append(_ name: ArraySlice<UInt8>) {
        bytes += name
        starts.append(bytes.count)
    }

    var count: Int { starts.count - 1 }

    /// Whether `place` has the name at `position`, and how long it is.
    @inline(__always) func length(
        of position: Int,
        at place: UnsafePointer<UInt8>,
        end: UnsafePointer<UInt8>
    ) -> Int? {
        let range = starts[position]..<starts[position + 1]
        guard end - place >= range.count else { return nil }
        return bytes.withUnsafeBufferPointer { bytes in
            for index in 0..<range.count where bytes[range.lowerBound + index] != place[index] { return nil }
            return range.count
        }
    }
}

/// Reads plain rows over bytes that stay where they are.
private struct RowReader {
    private let base: UnsafePointer<UInt8>
    private let end: UnsafePointer<UInt8>
    private var place: UnsafePointer<UInt8>

    /// - Parameter offset: at most `bytes.count`.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) {
        guard let base = bytes.baseAddress else { return nil }
        self.base = base
        place = base + offset
        end = base + bytes.count
    }

    var offset: Int { place - base }

    // MARK: - Lists

    private static let chunk = 64

    mutating func readList(_ values: inout [Double]) -> JSONCursor.RowStop {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: Self.chunk) { numbers in
            var stop: JSONCursor.RowStop?
            while stop == nil {
                var count = 0
                while count < Self.chunk, stop == nil {
                    guard let number = readNumber() else {
                        stop = .value
                        break
                    }
                    numbers[count] = number
                    count += 1
                    stop = readSeparator(closer: UInt8(ascii: "]"))
                }
                values.append(contentsOf: UnsafeBufferPointer(rebasing: numbers[..<count]))
            }
            return stop ?? .value
        }
    }

    // MARK: - Objects

    mutating func readMembers(
        named names: MemberNames,
        from position: inout Int,
        into row: UnsafeMutableBufferPointer<Double>
    ) -> JSONCursor.RowStop {
        while position < min(names.count, row.count), row[position].isSignalingNaN {
            skipSpace()
            let start = place
            guard takeName(names, position), let number = readNumber() else {
                place = start
                return .value
            }
            row[position] = number
            position += 1
            if let stop = readSeparator(closer: UInt8(ascii: "}")) { return stop }
        }
        return .value
    }

    @inline(__always) private mutating func takeName(_ names: MemberNames, _ position: Int) -> Bool {
        guard let length = names.length(of: position, at: place, end: end) else { return false }
        place += length
        skipSpace()
        guard place < end, place.pointee == UInt8(ascii: ":") else { return false }
        place += 1
        return true
    }

    // MARK: - Values and what stands between

    /// Passes over a number; nil, with the place before it, for anything else.
    @inline(__always) private mutating func readNumber() -> Double? {
        skipSpace()
        var scanner = NumberScanner(at: place, end: end)
        guard scanner.scan() == nil else { return nil }
        place = scanner.place
        return scanner.value
    }

    /// Passes over what follows a value; nil for a comma.
    @inline(__always) private mutating func readSeparator(closer: UInt8) -> JSONCursor.RowStop? {
        skipSpace()
        guard place < end, place.pointee == UInt8(ascii: ",") || place.pointee == closer else { return .separator }
        defer { place += 1 }
        return place.pointee == closer ? .end : nil
    }

    @inline(__always) private mutating func skipSpace() {
        while place < end {
            switch place.pointee {
            case 0x20, 0x09, 0x0A, 0x0D: place += 1
            default: return
            }
        }
    }
}
