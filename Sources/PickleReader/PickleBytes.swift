/// A run of bytes: in the file, or behind its end in ``PickleArena/derived``.
struct PickleBytes {
    let start: Int
    let count: Int

    var end: Int { start + count }
}
