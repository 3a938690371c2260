import Admission
import NIOCore
import Serving

extension ServingContext {
    /// The caller's address, as a trusted proxy or else the connection tells it; nil for none of the Internet.
    var ipAddress: IPAddress? { forwardedAddress ?? remoteAddress.flatMap { IPAddress($0) } }

    /// How long the caller waits, when the body of its request says so too.
    ///
    /// - Parameter seconds: counted from the request's head.
    func patience(atMost seconds: Double) -> Patience {
        patience.atMost(seconds, from: arrival)
    }
}

extension IPAddress {
    /// Nil for an address that is none of the Internet.
    init?(_ address: SocketAddress) {
        let value = address.withSockAddr { address, size -> IPAddress? in
            Self.read(UnsafeRawBufferPointer(start: address, count: size), isV6: size > Self.v4Size)
        }
        guard let value, address.port != nil else { return nil }
        self = value
    }

    /// The bytes of `sockaddr_in`; those of `sockaddr_in6` are more.
    private static let v4Size = 16

    /// - Source: `sockaddr_in` has its address at byte 4, `sockaddr_in6` at byte 8, both in network order.
    private static func read(_ bytes: UnsafeRawBufferPointer, isV6: Bool) -> IPAddress? {
        guard bytes.count >= (isV6 ? 24 : 8) else { return nil }
        guard isV6 else {
            return IPAddress(v4: UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
        }
        return IPAddress(
            high: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
            low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        )
    }
}
