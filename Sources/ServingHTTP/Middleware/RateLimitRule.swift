import Admission
import HTTPTypes
import Hummingbird
import Identity
import Serving

/// Holds each caller to its ``RateLimit``, and tells it what it has left.
///
/// It stands after whoever finds out who calls, and before whoever decides what that one may do: what is refused for
/// want of a key counts against the address.
struct RateLimitRule {
    private let limiter: RateLimiter
    /// The paths that are answered however often they are asked for.
    private let free: Set<String>
    private let rejections: Rejections

    init(limiter: RateLimiter, _ endpoints: [Endpoint], rejections: Rejections) {
        self.limiter = limiter
        free = Set(endpoints.filter { !Self.isLimited($0) }.map(\.path))
        self.rejections = rejections
    }

    /// All but the health routes: who watches the server must not be shut out.
    static func isLimited(_ endpoint: Endpoint) -> Bool {
        endpoint.scope != nil || endpoint.documentation.section != .health
    }

    /// Counts a request of its caller.
    ///
    /// - Returns: what the answer tells of the caller's limit; nil for a request that is not counted.
    func take(_ context: ServingContext) throws(HTTPFailure) -> RateLimit.Verdict? {
        guard let caller = caller(context), !(context.endpointPath.map(free.contains) ?? false) else { return nil }
        let verdict = limiter.take(caller)
        if let seconds = verdict.retrySeconds { throw refusal(seconds, headers(verdict)) }
        return verdict
    }

    /// What a caller is told of its limit.
    func headers(_ verdict: RateLimit.Verdict) -> HTTPFields {
        var headers = HTTPFields()
        limiter.append(verdict, to: &headers)
        return headers
    }

    /// Adds to an answer what its caller is told.
    func append(_ verdict: RateLimit.Verdict, to response: inout Response) {
        limiter.append(verdict, to: &response.headers)
    }

    /// Whose bucket counts; nil for this machine's own programs, as long as they do not say who they are.
    private func caller(_ context: ServingContext) -> RateLimit.Caller? {
        if let principal = context.principal {
            return principal.kind == .token ? .token(principal.name) : .key(principal.name)
        }
        guard let address = context.ipAddress, !address.isLoopback else { return nil }
        return .address(address.customer)
    }

    private func refusal(_ seconds: Int, _ headers: HTTPFields) -> HTTPFailure {
        rejections.record(.rateLimit)
        return HTTPFailure(
            .rateLimited,
            "more requests than the \(limiter.limit.rate) a second that a caller may send; ask again in \(seconds) s, send "
                + "several rows with 'instances', or raise RATE_LIMIT",
            headers: headers + [.retryAfter: "\(seconds)"]
        )
    }
}

extension HTTPFields {
    /// Both, one after the other.
    static func + (left: HTTPFields, right: HTTPFields) -> HTTPFields {
        var all = left
        all.append(contentsOf: right)
        return all
    }
}
