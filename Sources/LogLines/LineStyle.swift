/// How lines are written.
package enum LineStyle: Sendable, Equatable {
    /// A JSON object a line.
    case json
    /// For people: time, level, message, and `name=value` for each fact.
    case text(isColoured: Bool)
}
