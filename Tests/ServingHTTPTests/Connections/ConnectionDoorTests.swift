import NIOCore
import Testing

@testable import ServingHTTP

@Suite struct ConnectionDoorTests {
    @Test func `an address has as many connections as it may, and others are not touched`() {
        var counts = AddressCounts(limit: 2)
        let admitted = ["a", "a", "a", "b"].map { counts.open($0) }
        #expect(admitted == [true, true, false, true])
        counts.close("a")
        let again = counts.open("a")
        #expect(again)
    }

    @Test func `nothing is kept of addresses that left`() {
        var counts = AddressCounts(limit: 2)
        for number in 0..<1000 {
            let isAdmitted = counts.open("\(number)")
            #expect(isAdmitted)
            counts.close("\(number)")
            counts.close("\(number)")
        }
        #expect(counts.addresses == 0)
    }

    @Test func `IPv6 addresses count by their network, IPv4 ones each`() throws {
        func key(_ text: String) throws -> String? {
            ConnectionDoor.key(try SocketAddress(ipAddress: text, port: 1))
        }
        #expect(try key("2001:db8:1:2::1") == key("2001:db8:1:2:ffff::9"))
        #expect(try key("2001:db8:1:2::1") != key("2001:db8:1:3::1"))
        #expect(try key("10.0.0.1") != key("10.0.0.2"))
        #expect(try key("::ffff:10.0.0.1") != key("::ffff:10.0.0.2"))
        #expect(try key("::1") != key("::ffff:127.0.0.1"))
        #expect(try ConnectionDoor.key(SocketAddress(unixDomainSocketPath: "/tmp/a")) == nil)
    }
}
