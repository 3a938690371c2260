/// Where one tree of an ensemble begins.
struct TreeRoot {
    let node: Int32
    /// The steps from the root to the lowest leaf.
    let depth: Int32
    /// The first of a row's sums that the tree's leaves are added to.
    let firstSum: Int32
}
