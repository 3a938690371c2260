import Admission
import Foundation
import ServingHTTP

extension Setting {
    /// How much callers may ask for.
    static let limits: [Setting] = [
        Setting(
            name: "RATE_LIMIT",
            help: "Requests a second that one key or address may send; 0 for any number.",
            defaultValue: "1000"
        ),
        Setting(
            name: "RATE_LIMIT_BURST",
            help: "Requests that it may send at once, at least 1; twice RATE_LIMIT when not given.",
            defaultValue: nil
        ),
        Setting(
            name: "TRUSTED_PROXIES",
            help:
                "Addresses and networks of proxies whose X-Forwarded-For or Forwarded is believed, separated by commas.",
            defaultValue: nil
        ),
        Setting(
            name: "MAX_CONCURRENT_REQUESTS",
            help: "Predictions that may run at a time; 0 for any number, 64 for each processor when not given.",
            defaultValue: nil
        ),
        Setting(
            name: "MAX_QUEUED_REQUESTS",
            help: "Predictions that may wait for their turn, at least 0.",
            defaultValue: "1024"
        ),
        Setting(name: "QUEUE_TIMEOUT", help: "Seconds that a prediction may wait for its turn.", defaultValue: "5"),
        Setting(
            name: "REQUEST_DEADLINE",
            help: "Seconds that a prediction may take, from the request's head on; 0 for any time.",
            defaultValue: "30"
        ),
        Setting(
            name: "BREAKER_FAILURES",
            help: "Failures in a run after which a version is not asked for a while; 0 for never.",
            defaultValue: "10"
        ),
        Setting(
            name: "BREAKER_PAUSE",
            help: "Seconds until a version that failed too often is tried again.",
            defaultValue: "10"
        ),
    ]
}

/// How much callers may ask for, checked.
struct LimitSettings {
    let requests: RequestLimits
    let breaker: CircuitBreaker.Policy
    /// Predictions that may run at a time; 0 for any number.
    let places: Int
    /// Predictions that may wait for their turn.
    let queued: Int
    /// Seconds that one may wait.
    let queueTimeout: Double

    init(_ reader: SettingReader) throws {
        let deadline = try reader.number("REQUEST_DEADLINE", from: 0, to: 1e6) ?? 0
        requests = RequestLimits(
            rateLimit: try Self.rateLimit(reader),
            trustedProxies: TrustedProxies(try reader.networks("TRUSTED_PROXIES")),
            deadline: deadline > 0 ? deadline : nil
        )
        breaker = CircuitBreaker.Policy(
            failures: try reader.count("BREAKER_FAILURES") ?? 0,
            pause: try reader.number("BREAKER_PAUSE", from: 0.1, to: 86_400) ?? 10
        )
        places = try reader.count("MAX_CONCURRENT_REQUESTS") ?? 64 * ProcessInfo.processInfo.activeProcessorCount
        queued = try reader.count("MAX_QUEUED_REQUESTS") ?? 0
        queueTimeout = try reader.number("QUEUE_TIMEOUT", from: 0, to: 3600) ?? 0
    }

    private static func rateLimit(_ reader: SettingReader) throws -> RateLimit? {
        let rate = try reader.number("RATE_LIMIT", from: 0, to: 1e9) ?? 0
        let burst = try reader.number("RATE_LIMIT_BURST", from: 1, to: 1e9)
        guard rate > 0 else { return nil }
        guard rate >= 0.001 else {
            throw SettingError(name: "RATE_LIMIT", value: "\(rate)", expected: "0, or at least 0.001 a second")
        }
        return RateLimit(rate: rate, burst: burst ?? max(1, 2 * rate))
    }
}

extension SettingReader {
    /// A decimal number; nil when it is not set.
    func number(_ name: String, from least: Double, to most: Double) throws -> Double? {
        guard let text = value(name), !text.isEmpty else { return nil }
        guard let number = Double(text), number >= least, number <= most else {
            throw SettingError(name: name, value: text, expected: "a number from \(least) to \(most)")
        }
        return number
    }

    /// An integer that is not negative; nil when it is not set.
    func count(_ name: String) throws -> Int? {
        guard let text = value(name), !text.isEmpty else { return nil }
        guard let number = Int(text), (0...1_000_000).contains(number) else {
            throw SettingError(name: name, value: text, expected: "an integer from 0 to 1000000")
        }
        return number
    }

    func networks(_ name: String) throws -> [IPNetwork] {
        try list(name).map { text in
            guard let network = IPNetwork(text) else {
                throw SettingError(
                    name: name,
                    value: text,
                    expected: "addresses and networks such as 10.0.0.0/8, 192.0.2.7 or fd00::/8"
                )
            }
            return network
        }
    }

    /// Browser origins, as browsers write them.
    func origins(_ name: String) throws -> [String] {
        try list(name).map { text in
            if text == "*" { return text }
            guard let origin = WebOrigin(text) else {
                throw SettingError(
                    name: name,
                    value: text,
                    expected: "origins such as https://app.example or http://localhost:3000, without a path, or *"
                )
            }
            return origin.description
        }
    }
}
