/// How much a pickle may ask for before it is refused.
///
/// The defaults hold the largest scikit-learn files seen (a gigabyte of forest) with room to spare.
package struct PickleBudget: Sendable {
    /// Bytes of the file. Default 2 GiB.
    package var bytes = 1 << 31
    /// Instructions carried out, nested pickles included. Default 50 million.
    package var operations = 50_000_000
    /// Values made. Default 20 million.
    package var items = 20_000_000
    /// Levels of values inside values. Default 128; real files stay below 20. At most 250.
    package var depth = 128
    /// Entries on the stack. Default 1 million.
    package var stack = 1_000_000
    /// Entries in the memo of one pickle. Default 8 million.
    package var memo = 8_000_000
    /// Bytes of all arrays together, counted as often as the file makes an array of them, and at most four times the size
    /// of the file. Default 4 GiB.
    package var arrayBytes = 1 << 32
    /// Pickles inside pickles; joblib nests one level, for arrays of objects. Default 4.
    package var nesting = 4
    /// Bytes of one integer. Default 32.
    package var integerBytes = 32
    /// Characters of a number written as text. Default 80.
    package var numberCharacters = 80
    /// Bytes of a module's or a class's name. Default 256.
    package var nameBytes = 256

    package init() {}
}
