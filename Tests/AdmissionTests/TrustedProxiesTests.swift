import Admission
import Testing

@Suite struct TrustedProxiesTests {
    private func client(
        _ peer: String,
        trusting networks: [String] = ["10.0.0.0/8", "::1"],
        for forwardedFor: [String] = [],
        _ forwarded: [String] = []
    ) throws -> String {
        TrustedProxies(networks.compactMap { IPNetwork($0) }).client(
            peer: try #require(IPAddress(peer)),
            forwardedFor: forwardedFor,
            forwarded: forwarded
        ).description
    }

    @Test func `without a trusted proxy nobody is believed`() throws {
        #expect(try client("192.0.2.1", for: ["198.51.100.1"]) == "192.0.2.1")
        #expect(try client("10.0.0.1", trusting: [], for: ["198.51.100.1"]) == "10.0.0.1")
    }

    @Test func `the last address that is no proxy counts, and what stands before it does not`() throws {
        #expect(try client("10.0.0.1", for: ["198.51.100.1"]) == "198.51.100.1")
        #expect(try client("10.0.0.1", for: ["1.1.1.1, 198.51.100.1"]) == "198.51.100.1")
        #expect(try client("10.0.0.1", for: ["1.1.1.1, 198.51.100.1, 10.0.0.2"]) == "198.51.100.1")
        #expect(try client("10.0.0.1", for: ["1.1.1.1", "198.51.100.1", "10.0.0.2"]) == "198.51.100.1")
        #expect(try client("::1", for: ["2001:db8::5"]) == "2001:db8::5")
    }

    @Test func `a chain of proxies alone ends at the first of them`() throws {
        #expect(try client("10.0.0.1", for: ["10.0.0.3, 10.0.0.2"]) == "10.0.0.3")
        #expect(try client("10.0.0.1") == "10.0.0.1")
    }

    @Test func `what cannot be read ends the chain`() throws {
        #expect(try client("10.0.0.1", for: ["198.51.100.1, unknown"]) == "10.0.0.1")
        #expect(try client("10.0.0.1", for: ["198.51.100.1,, 10.0.0.2"]) == "10.0.0.2")
        #expect(try client("10.0.0.1", for: ["<script>, 10.0.0.2"]) == "10.0.0.2")
    }

    @Test(arguments: ["198.51.100.1:1234", " 198.51.100.1 ", "\"198.51.100.1:80\"", "[::ffff:198.51.100.1]:80"])
    func `a hop may have a port`(hop: String) throws {
        #expect(try client("10.0.0.1", for: [hop]) == "198.51.100.1")
    }

    @Test func `the standard header is understood too`() throws {
        #expect(try client("10.0.0.1", [], ["for=198.51.100.1;proto=https"]) == "198.51.100.1")
        #expect(try client("10.0.0.1", [], ["for=1.1.1.1, proto=http; For=\"[2001:db8::5]:99\""]) == "2001:db8::5")
        #expect(try client("10.0.0.1", [], ["for=198.51.100.1, for=_hidden"]) == "10.0.0.1")
        #expect(try client("10.0.0.1", [], ["for=198.51.100.1, proto=http"]) == "10.0.0.1")
    }

    @Test func `two headers that disagree are both not believed`() throws {
        #expect(try client("10.0.0.1", for: ["198.51.100.1"], ["for=198.51.100.1"]) == "198.51.100.1")
        #expect(try client("10.0.0.1", for: ["198.51.100.1"], ["for=203.0.113.9"]) == "10.0.0.1")
    }

    @Test func `an endless chain is followed for a while`() throws {
        let hops = Array(repeating: "10.0.0.2", count: 100_000).joined(separator: ",")
        #expect(try client("10.0.0.1", for: ["198.51.100.1," + hops]) == "10.0.0.2")
    }

    private func client(_ peer: String, _ forwardedFor: [String], _ forwarded: [String]) throws -> String {
        try client(peer, for: forwardedFor, forwarded)
    }
}
