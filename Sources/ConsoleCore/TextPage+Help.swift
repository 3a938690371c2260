extension TextPage {
    /// What every key does.
    static func help(_ state: ConsoleState) -> TextPage {
        let keys = KeyTable.bindings.filter { !state.isReadOnly || !$0.changesServer }
        let lines = keys.map { binding in
            Line(label: binding.keys.map(\.name).joined(separator: " "), text: binding.help)
        }
        return TextPage(title: "KEYS", labelColumns: 13, lines: lines + [Line()] + legend, glyphs: state.look.glyphs)
    }

    /// What the figures mean.
    private static let legend: [Line] = [
        Line(label: "●", text: "The version that answers requests which name none."),
        Line(label: "REQ/S", text: "Requests per second between the last two polls."),
        Line(label: "ERR %", text: "The share of the requests of the last ten polls that failed."),
        Line(
            label: "P50 P99",
            text:
                "Half, and 99 of 100, of the requests of the last ten polls were not slower. Read from the buckets of a "
                + "histogram, so good to about a fifth; faint while there are too few requests."
        ),
        Line(label: "LOAD", text: "How long the last load took, checks and warm-up included."),
        Line(
            label: "LATENCY",
            text:
                "A line for each range of latencies, named by its upper bound. In the heat map a column is a poll, and "
                + "the shade grows with the square root of the rate; the bars are the last ten polls."
        ),
    ]
}
