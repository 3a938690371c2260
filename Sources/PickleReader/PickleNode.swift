/// One value of a pickle; what it contains is named by index, so that nothing is nested and freeing is flat.
enum PickleNode {
    case none
    case boolean(Bool)
    case integer(Int)
    /// An integer beyond 64 bits, which nothing here computes with.
    case bigInteger
    case number(Double)
    case text(PickleBytes)
    case data(PickleBytes)
    /// A range of ``PickleArena/links``.
    case tuple(start: Int32, count: Int32)
    /// Indices into ``PickleArena/containers``; a dictionary alternates keys and values.
    case list(Int32)
    case set(Int32)
    case dictionary(Int32)
    /// An index into ``PickleArena/globals``.
    case global(Int32)
    /// An index into ``PickleArena/records``.
    case record(Int32)
    /// An index into ``PickleArena/arrays``.
    case array(Int32)
}
