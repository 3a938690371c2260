/// How much a pickle may ask for before it is refused.
///
/// The defaults hold the largest scikit-learn files seen (a gigabyte of forest) with room to spare.
package struct PickleBudget: Sendable {
    /// Bytes of the file; default 2 GiB.
    package var bytes = 1 << 31
    /// Instructions carried out, nested pickles included; default 50 million.
    package var operations = 50_000_000
    /// Values made; default 20 million, at most 500 million.
    package var items = 20_000_000
    /// Levels of values inside values; default 128, at most 250, and real files stay below 20.
    package var depth = 128
    /// Entries on the stack; default 1 million.
    package var stack = 1_000_000
    /// Entries in the memo of one pickle; default 8 million.
    package var memo = 8_000_000
    /// Bytes of all arrays together; default 4 GiB, and never more than four times the size of the file.
    ///
    /// An array counts as often as the file makes one of its bytes.
    package var arrayBytes = 1 << 32
    /// Pickles inside pickles; joblib nests one level, for arrays of objects; default 4.
    package var nesting = 4
    /// Bytes of one integer; default 32.
    package var integerBytes = 32
    /// Characters of a number written as text; default 80.
    package var numberCharacters = 80
    /// Different globals that are named; default 10,000, and real files name below 100.
    package var globals = 10_000
    /// Bytes of a module's or a class's name; default 256.
    package var nameBytes = 256

    package init() {}

    /// Values are numbered with 32 bits and depths with 8, whatever is asked for.
    var clamped: PickleBudget {
        var budget = self
        budget.items = min(items, 500_000_000)
        budget.depth = min(depth, 250)
        return budget
    }
}
