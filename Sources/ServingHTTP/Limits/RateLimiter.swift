import Admission
import Dispatch
import HTTPTypes
import Synchronization

/// The buckets of all callers, in shards so that threads seldom wait for each other.
final class RateLimiter: Sendable {
    private final class Shard: Sendable {
        let table: Mutex<RateTable>

        init(_ table: RateTable) {
            self.table = Mutex(table)
        }
    }

    /// Callers in all: some ten megabytes.
    private static let capacity = 65_536
    private static let shardCount = 16

    let limit: RateLimit
    private let shards: [Shard]
    private let policy: HTTPField?

    init(_ limit: RateLimit) {
        self.limit = limit
        shards = (0..<Self.shardCount).map { _ in
            Shard(RateTable(limit, capacity: Self.capacity / Self.shardCount))
        }
        policy = Self.policyName.map {
            HTTPField(name: $0, value: "\"default\";q=\(Int(min(limit.burst, 1e9)));w=\(max(1, limit.windowSeconds))")
        }
    }

    /// Counts a request of a caller.
    func take(_ caller: RateLimit.Caller) -> RateLimit.Verdict {
        let now = Double(DispatchTime.now().uptimeNanoseconds) / 1e9
        let shard = shards[Int(UInt(bitPattern: caller.hashValue) % UInt(Self.shardCount))]
        return shard.table.withLock { $0.take(caller, now: now) }
    }

    private static let policyName = HTTPField.Name("RateLimit-Policy")
    private static let name = HTTPField.Name("RateLimit")

    /// Adds what a caller is told.
    ///
    /// - Source: draft-ietf-httpapi-ratelimit-headers-10, structured fields `RateLimit-Policy` and `RateLimit`.
    func append(_ verdict: RateLimit.Verdict, to headers: inout HTTPFields) {
        if let policy { headers.append(policy) }
        guard let name = Self.name else { return }
        var value = ""
        value.reserveCapacity(48)
        value += "\"default\";r="
        value += String(verdict.remaining)
        value += ";t="
        value += String(verdict.resetSeconds)
        headers.append(HTTPField(name: name, value: value))
    }
}
