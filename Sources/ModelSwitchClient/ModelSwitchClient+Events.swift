public import ModelSwitchAPI

extension ModelSwitchClient {
    /// What happens on the server, as it happens.
    ///
    /// A connection that is lost, or silent for too long, is made again, and goes on after the last event that came; a
    /// server that was started anew begins with `reset`. The first event is `ready`.
    ///
    /// - Parameters:
    ///   - id: the last event that is known, or `0` for all that the server keeps; nil for those from now on.
    ///   - onInterruption: told each time that the connection was lost or could not be made.
    /// - Returns: events until the task that reads them ends. It ends with a ``ModelSwitchClientError`` when the server
    ///   has no events, or refuses them.
    public func events(
        after id: String? = nil,
        onInterruption: (@Sendable (ModelSwitchClientError) -> Void)? = nil
    ) -> AsyncThrowingStream<ServerEvent, any Error> {
        AsyncThrowingStream(bufferingPolicy: .bufferingNewest(1024)) { continuation in
            let task = Task {
                let follower = EventFollower(client: self, lastID: id) { continuation.yield($0) }
                do {
                    try await follower.run(onInterruption)
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }
}
