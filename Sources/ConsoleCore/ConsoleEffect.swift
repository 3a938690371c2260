/// Something that has to be done outside.
package enum ConsoleEffect: Sendable, Equatable {
    /// Ask the server how it is; `polled` or `pollFailed` follows.
    ///
    /// - Parameter knownGeneration: the generation whose history is at hand, so that it is not fetched again.
    case poll(knownGeneration: Int?)
    /// Listen to what the server tells by itself, from now on; `serverSaid` follows with each. Where it cannot be listened
    /// to, nothing follows: polls tell the same, later.
    case listen
    /// Change the server; `actionEnded` follows.
    ///
    /// - Parameter generation: the one that the operator saw, for the server to compare.
    case act(ServerAction, generation: Int)
    /// Draw the whole screen again.
    case redraw
    /// Hand the terminal back until the shell continues this process.
    case suspend
    case quit
}
