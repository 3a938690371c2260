/// Numbers as lower-case hexadecimal digits.
enum Hexadecimal {
    static func text(_ number: UInt64) -> String {
        String(unsafeUninitializedCapacity: 16) { bytes in
            write(number, digits: 16) { bytes[$0] = $1 }
            return 16
        }
    }

    /// Hands out the digits with their places.
    static func write(_ number: UInt64, digits: Int, _ put: (Int, UInt8) -> Void) {
        for place in 0..<digits {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(4 * (digits - 1 - place)) & 0xF)
            put(place, digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    /// The number of at most 16 digits; nil for anything else, capitals included.
    static func number(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard !digits.isEmpty, digits.count <= 16 else { return nil }
        var number: UInt64 = 0
        for byte in digits {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt64(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt64(byte - UInt8(ascii: "a") + 10)
            default: return nil
            }
        }
        return number
    }
}
