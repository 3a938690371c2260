import NIOCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Where a request came from, without its port.
struct ClientAddress: Sendable {
    let address: SocketAddress?

    /// An address, or `local` where there is no network between.
    var text: String {
        guard let address else { return "local" }
        // The common case by hand: the C library's way costs more than the rest of a line.
        guard case .v4(let four) = address else { return address.ipAddress ?? "local" }
        let number = UInt32(bigEndian: four.address.sin_addr.s_addr)
        return "\(number >> 24).\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)"
    }
}
