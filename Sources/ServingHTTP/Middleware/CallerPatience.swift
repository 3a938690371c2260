import HTTPTypes
import Hummingbird
import Identity
import ModelSwitchAPI
import Serving

/// Says how long the caller of a prediction waits: as long as the server allows, or less if the caller says so.
///
/// Nothing is timed here: what waits for something heeds ``ServingContext/patience``.
struct CallerPatience {
    /// Seconds; nil for any time.
    let deadline: Double?

    private static let header = HTTPField.Name("Request-Timeout")

    /// Notes how long the caller of a prediction waits.
    func note(_ request: Request, _ context: ServingContext) throws(HTTPFailure) {
        var patience = Patience(
            deadline: deadline.map { context.arrival.advanced(by: .seconds($0)) },
            departure: ChannelDeparture(channel: context.channel),
            beginning: context.arrival
        )
        if let header = Self.header, let wish = request.headers[header] {
            patience = patience.atMost(try Self.seconds(wish), from: context.arrival)
        }
        context.patience = patience
    }

    /// Seconds as digits, with or without a fraction; above 0.
    private static func seconds(_ text: String) throws(HTTPFailure) -> Double {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isPlain =
            parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard text.utf8.count <= 20, isPlain, let seconds = Double(text), seconds > 0 else {
            throw HTTPFailure(
                .badRequest,
                "is no time; give the seconds that you wait, such as 2 or 0.25",
                path: "Request-Timeout"
            )
        }
        return seconds
    }
}
