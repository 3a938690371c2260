/// A character that may be shown, with the columns that it takes.
struct Glyph: Equatable {
    var text: String
    var width: Int
}
