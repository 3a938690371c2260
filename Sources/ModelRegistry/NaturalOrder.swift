/// Orders names as people count: `v2` before `v10`.
package func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
    var (left, right) = (Substring(left), Substring(right))
    while let first = left.first, let second = right.first {
        if first.isASCIIDigit, second.isASCIIDigit {
            let (number, other) = (left.takeNumber(), right.takeNumber())
            if number.count != other.count { return number.count < other.count }
            if number != other { return number < other }
        } else {
            if first != second { return first < second }
            left.removeFirst()
            right.removeFirst()
        }
    }
    return left.isEmpty && !right.isEmpty
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension Substring {
    /// Removes the leading digits and returns them without leading zeros.
    fileprivate mutating func takeNumber() -> Substring {
        let digits = prefix(while: \.isASCIIDigit)
        removeFirst(digits.count)
        return digits.drop { $0 == "0" }
    }
}
