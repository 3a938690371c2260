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
