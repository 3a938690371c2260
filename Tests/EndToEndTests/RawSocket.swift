import Foundation

/// A TCP connection to the loopback address that sends just what it is told to.
///
/// Its calls wait on threads of their own, which tests have few of.
final class RawSocket: Sendable {
    private let descriptor: Int32

    /// - Parameter receiveBuffer: bytes that the system may take before anybody reads them; nil for its own choice.
    init(port: Int, receiveBuffer: Int32? = nil) throws {
        #if os(Linux)
        let stream = Int32(SOCK_STREAM.rawValue)
        #else
        let stream = SOCK_STREAM
        #endif
        descriptor = socket(AF_INET, stream, 0)
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(UInt16(clamping: port)).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw ServerProcess.Failure("no connection: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        close(descriptor)
    }

    /// Sends as much as the server takes; false when it closed the connection.
    @discardableResult
    func send(_ bytes: [UInt8]) async -> Bool {
        await Self.onThread { [descriptor] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    Foundation.send(descriptor, $0.baseAddress.map { $0 + sent }, bytes.count - sent, Self.noSignal)
                }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }
    }

    @discardableResult
    func send(_ text: String) async -> Bool {
        await send(Array(text.utf8))
    }

    /// Says that nothing more comes.
    func finish() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// What the server sends until it closes the connection, twenty seconds without a byte at most.
    func receive(atMost limit: Int = 64 << 20) async -> Received {
        await Self.onThread { [descriptor] in
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while bytes.count < limit {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                if count == 0 { return Received(bytes: bytes, isClosed: true) }
                if count < 0 { return Received(bytes: bytes, isClosed: errno == ECONNRESET || errno == EPIPE) }
                bytes += buffer.prefix(count)
            }
            return Received(bytes: bytes, isClosed: false)
        }
    }

    /// What came, and whether the connection was closed after it.
    struct Received: Sendable {
        let bytes: [UInt8]
        let isClosed: Bool

        var text: String { String(decoding: bytes, as: UTF8.self) }
        /// The status of the first answer.
        var status: Int? { text.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap { Int($0) } }
        /// The statuses of all answers.
        var statuses: [Int] { text.matches(of: #/HTTP/1\.1 (\d\d\d) /#).compactMap { Int($0.output.1) } }
        var isProblem: Bool { text.contains("application/problem+json") && text.contains("\"type\":\"urn:") }
    }

    /// Sends bytes on a connection of their own and returns what came of it.
    static func exchange(_ bytes: [UInt8], port: Int) async throws -> Received {
        let socket = try RawSocket(port: port)
        async let sending = socket.send(bytes)
        let received = await socket.receive()
        _ = await sending
        return received
    }

    static func exchange(_ text: String, port: Int) async throws -> Received {
        try await exchange(Array(text.utf8), port: port)
    }

    #if os(Linux)
    private static let noSignal = Int32(MSG_NOSIGNAL)
    #else
    private static let noSignal: Int32 = 0
    #endif

    private static let threads = DispatchQueue(label: "raw sockets", attributes: .concurrent)

    private static func onThread<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            threads.async { continuation.resume(returning: body()) }
        }
    }
}
