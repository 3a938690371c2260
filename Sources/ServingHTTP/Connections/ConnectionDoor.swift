import Foundation
import NIOCore
import Synchronization

/// Lets connections in while their address has not too many.
final class ConnectionDoor: Sendable {
    private let counts: Mutex<AddressCounts>

    init(connectionsPerAddress limit: Int) {
        counts = Mutex(AddressCounts(limit: limit))
    }

    /// Whether a connection may stay; it is counted until it closes.
    func admit(_ channel: any Channel) -> Bool {
        guard let address = channel.remoteAddress.flatMap(Self.key) else { return true }
        guard counts.withLock({ $0.open(address) }) else { return false }
        channel.closeFuture.whenComplete { _ in self.counts.withLock { $0.close(address) } }
        return true
    }

    /// What stands for an address: an IPv6 client has as many addresses as it likes in its /64.
    static func key(_ address: SocketAddress) -> String? {
        switch address {
        case .v4: return address.ipAddress
        case .v6(let address):
            return withUnsafeBytes(of: address.address.sin6_addr) { bytes in
                let isMapped = bytes.prefix(10).allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
                let isLoopback = bytes.prefix(15).allSatisfy { $0 == 0 }
                let part = isMapped || isLoopback ? bytes.suffix(4) : bytes.prefix(8)
                return (isMapped ? "v4 " : "v6 ") + part.map { String($0, radix: 16) }.joined(separator: ".")
            }
        case .unixDomainSocket: return nil
        }
    }
}
