import Serving

/// Where in the events a listener begins.
///
/// An event's id is the epoch of the server's life, a dash, and the event's number in it.
struct EventPosition: Equatable {
    /// The last event that is known; nil to begin with the next one.
    let sequence: UInt64?
    /// Whether the listener knew events of an earlier life: it gets all of this one.
    let isReset: Bool

    /// - Parameter id: what the listener says; nil when it says nothing.
    init(_ id: String?, in hub: EventHub) {
        guard let id, id != "0" else {
            sequence = id == nil ? nil : 0
            isReset = false
            return
        }
        guard let parts = Self.parts(id), parts.epoch == hub.epoch, parts.sequence <= hub.last else {
            sequence = 0
            isReset = true
            return
        }
        sequence = parts.sequence
        isReset = false
    }

    static func id(epoch: String, _ sequence: UInt64) -> String { "\(epoch)-\(sequence)" }

    static func isID(_ text: String) -> Bool { parts(text) != nil }

    private static func parts(_ id: String) -> (epoch: Substring, sequence: UInt64)? {
        guard id.utf8.count <= 64, let dash = id.lastIndex(of: "-"), dash > id.startIndex,
            let sequence = UInt64(id[id.index(after: dash)...])
        else { return nil }
        return (id[..<dash], sequence)
    }
}
