/// One listener's way through the events; it ends when the service does, or when it is let go.
package final class EventListening: Sendable {
    private let hub: EventHub
    private let start: UInt64

    init(hub: EventHub, after start: UInt64) {
        self.hub = hub
        self.start = start
    }

    deinit { hub.endListening() }

    /// The number after which it begins.
    package var position: UInt64 { start }

    /// What came after a number, in order.
    ///
    /// - Returns: first how many were lost, then the events; empty when nothing came within `patience`, and nil when
    ///   nothing more will come.
    package func next(
        after sequence: UInt64,
        within patience: Duration
    ) async throws -> (items: [EventHub.Item], position: UInt64)? {
        var (reading, isClosed) = hub.read(after: sequence)
        if reading.events.isEmpty {
            if isClosed { return nil }
            await wait(after: sequence, within: patience)
            try Task.checkCancellation()
            (reading, isClosed) = hub.read(after: sequence)
            if reading.events.isEmpty, isClosed { return nil }
        }
        let lost = reading.lost > 0 ? [EventHub.Item.lost(reading.lost)] : []
        return (lost + reading.events.map(EventHub.Item.event), reading.events.last?.sequence ?? sequence)
    }

    private func wait(after sequence: UInt64, within patience: Duration) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [hub] in await hub.wait(after: sequence) }
            group.addTask { try? await Task.sleep(for: patience) }
            await group.next()
            group.cancelAll()
        }
    }
}
