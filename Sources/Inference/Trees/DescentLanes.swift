/// The nodes of eight descents side by side.
///
/// A descent waits for memory most of the time; eight at once keep a processor busy.
struct DescentLanes {
    static let count = 8

    private(set) var a, b, c, d, e, f, g, h: Int

    @inline(__always)
    init(repeating value: Int) {
        (a, b, c, d, e, f, g, h) = (value, value, value, value, value, value, value, value)
    }

    /// - Parameter value: gets the lane, from 0.
    @inline(__always)
    init(_ value: (Int) -> Int) {
        (a, b, c, d) = (value(0), value(1), value(2), value(3))
        (e, f, g, h) = (value(4), value(5), value(6), value(7))
    }

    /// Goes one step down in each lane, and tells whether any moved: leaves stay where they are.
    ///
    /// - Parameters:
    ///   - row: where the values of the first lane's row begin.
    ///   - stride: how far each lane's row stands behind the one before.
    @inline(__always)
    mutating func advance(by step: some DescentStep, _ row: Int, stride: Int) -> Bool {
        let (nextA, nextB) = (step.next(a, row), step.next(b, row &+ stride))
        let (nextC, nextD) = (step.next(c, row &+ 2 &* stride), step.next(d, row &+ 3 &* stride))
        let (nextE, nextF) = (step.next(e, row &+ 4 &* stride), step.next(f, row &+ 5 &* stride))
        let (nextG, nextH) = (step.next(g, row &+ 6 &* stride), step.next(h, row &+ 7 &* stride))
        let moved = ((nextA ^ a) | (nextB ^ b) | (nextC ^ c) | (nextD ^ d))
        let others = ((nextE ^ e) | (nextF ^ f) | (nextG ^ g) | (nextH ^ h))
        (a, b, c, d, e, f, g, h) = (nextA, nextB, nextC, nextD, nextE, nextF, nextG, nextH)
        return moved | others != 0
    }

    /// Runs `body` with the lane, from 0, and its number, for the first `count` lanes.
    @inline(__always)
    func forEach(first count: Int, _ body: (Int, Int) -> Void) {
        body(0, a)
        if count > 1 { body(1, b) }
        if count > 2 { body(2, c) }
        if count > 3 { body(3, d) }
        if count > 4 { body(4, e) }
        if count > 5 { body(5, f) }
        if count > 6 { body(6, g) }
        if count > 7 { body(7, h) }
    }
}
