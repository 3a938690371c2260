/// A run of bytes: in the file, or behind its end in ``PickleArena/derived``.
struct PickleBytes {
    let start: Int
    let count: Int

    var end: Int { start + count }
}

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

/// What a pickle asks to be made, written down instead of made.
///
/// All values are nodes; -1 stands for none.
struct PickleRecord {
    /// The class or function.
    var callee: Int32
    var arguments: Int32
    var state: Int32 = -1
    /// Indices into ``PickleArena/containers``: what is appended to the object and what is set in it.
    var items: Int32 = -1
    var pairs: Int32 = -1
}
