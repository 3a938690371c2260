import Synchronization

/// Numbers for requests and traces: unlike each other, and unlike those of any other process.
///
/// Asking the system for random bytes with each request would cost a call of it each; so they are asked for once, and a
/// counter is mixed from there on.
///
/// - Source: SplitMix64 of Steele, Lea and Flood.
enum SpanIDs {
    private static let counter = Atomic<UInt64>(.random(in: .min ... .max))

    static func next() -> UInt64 {
        var bits = counter.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
        return bits ^ bits >> 31
    }
}
