/// The state of one pickle; a nested one has its own.
struct PickleFrame {
    var stack: [Int32] = []
    /// Heights of the stack.
    var marks: [Int] = []
    var memo = PickleMemo()
}
