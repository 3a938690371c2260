import Foundation
import Hummingbird
import LogLines
import ModelSwitchAPI
import NIOCore
import Serving
import Synchronization

/// Writes events to one listener until the service ends, or the listener is gone.
struct EventStream: Sendable {
    let hub: EventHub
    let listening: EventListening
    /// Whether the listener knew events of an earlier life of the server.
    let isReset: Bool
    /// Only events of this model, and of none; nil for all.
    let model: String?
    let channel: any Channel

    /// How long nothing may be sent: proxies close what is silent for longer, and a client that is gone is found out.
    private static let heartbeat = Duration.seconds(15)
    /// How often it is looked whether the listener is still there.
    private static let look = Duration.seconds(1)
    private static let retryMilliseconds = 2000

    func write(to writer: inout any ResponseBodyWriter) async throws {
        let watch = WriteWatch()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await watch.run(hub, closing: channel) }
            defer { group.cancelAll() }
            try await send(beginning, to: &writer, watch)
            try await tell(to: &writer, watch)
        }
        try await writer.finish(nil)
    }

    private func tell(to writer: inout any ResponseBodyWriter, _ watch: WriteWatch) async throws {
        let departed = Departed(of: channel)
        var (position, lastSent) = (listening.position, ContinuousClock.now)
        while let next = try await listening.next(after: position, within: Self.look) {
            // A listener that is gone must not keep its place until a heartbeat fails.
            guard !departed.isTrue else { throw CancellationError() }
            position = next.position
            let events = next.items.compactMap { text(of: $0, upTo: position) }.joined()
            guard !events.isEmpty || ContinuousClock.now - lastSent >= Self.heartbeat else { continue }
            try await send(events.isEmpty ? ServerSentEvent.heartbeat : events, to: &writer, watch)
            lastSent = .now
        }
    }

    private func send(_ text: String, to writer: inout any ResponseBodyWriter, _ watch: WriteWatch) async throws {
        watch.begin()
        try await writer.write(ByteBuffer(string: text))
        watch.end()
    }

    // MARK: - Texts

    /// Says at once that listening begins, and gives an id to go on from.
    private var beginning: String {
        let begin = event(isReset ? .reset : .ready, listening.position)
        return ServerSentEvent.retry(milliseconds: Self.retryMilliseconds) + text(begin)
    }

    private func text(of item: EventHub.Item, upTo position: UInt64) -> String? {
        switch item {
        case .lost(let count):
            var gap = event(.lost, position)
            gap.count = Int(clamping: count)
            return text(gap)
        case .event(let event):
            guard model == nil || event.model == nil || event.model == model else { return nil }
            return text(ServerEvent(event, epoch: hub.epoch))
        }
    }

    private func event(_ kind: ServerEvent.Kind, _ sequence: UInt64) -> ServerEvent {
        ServerEvent(id: EventPosition.id(epoch: hub.epoch, sequence), kind: kind, at: hub.time)
    }

    private static func json(_ event: ServerEvent) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(event)) ?? Data("{}".utf8)
    }

    private func text(_ event: ServerEvent) -> String {
        let data = String(decoding: Self.json(event), as: UTF8.self).jsonWithoutSteering
        return ServerSentEvent(id: event.id, event: event.kind.rawValue, data: data).text
    }
}

/// Whether a channel's client is gone.
private final class Departed: Sendable {
    private let gone = Atomic<Bool>(false)

    init(of channel: any Channel) {
        ChannelDeparture(channel: channel).watch { [weak self] in self?.gone.store(true, ordering: .relaxed) }
    }

    var isTrue: Bool { gone.load(ordering: .relaxed) }
}

extension ServerEvent {
    init(_ event: ServiceEvent, epoch: String) {
        self.init(
            id: EventPosition.id(epoch: epoch, event.sequence),
            kind: Kind(rawValue: event.kind.rawValue),
            at: event.at
        )
        model = event.model
        version = event.version
        from = event.details.from
        generation = event.details.generation
        who = event.details.who
        reason = event.details.reason
        seconds = event.details.seconds
        requestID = event.details.requestID
    }
}
