import NIOCore
import NIOPosix
import NIOSSL

/// A connection over TLS to the loopback address that sends just what it is told to.
struct TLSSocket {
    private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>

    /// What a connection came to.
    struct Outcome {
        let received: [UInt8]
        let isClosed: Bool
    }

    /// - Parameters:
    ///   - protocols: those that the client says it speaks.
    ///   - authority: whose certificates it trusts.
    init(
        port: Int,
        protocols: [String],
        authority: String,
        minimum: TLSVersion = .tlsv12,
        maximum: TLSVersion? = nil
    ) async throws {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(authority))
        configuration.applicationProtocols = protocols
        configuration.minimumTLSVersion = minimum
        configuration.maximumTLSVersion = maximum
        let context = try NIOSSLContext(configuration: configuration)
        channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        NIOSSLClientHandler(context: context, serverHostname: "localhost")
                    )
                    return try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                }
            }
    }

    /// Sends bytes, and collects what comes until the server closes, or as long as `patience` says.
    func exchange(_ bytes: [UInt8], patience: Duration) async throws -> Outcome {
        let collected = ByteCollector()
        let isClosed = try? await channel.executeThenClose { inbound, outbound in
            await withTaskGroup(of: Bool.self) { group in
                group.addTask {
                    try? await outbound.write(ByteBuffer(bytes: bytes))
                    do {
                        for try await part in inbound { collected.append(part.readableBytesView) }
                    } catch {}
                    return !Task.isCancelled
                }
                group.addTask {
                    try? await Task.sleep(for: patience)
                    return false
                }
                let first = await group.next() ?? false
                group.cancelAll()
                return first
            }
        }
        return Outcome(received: collected.bytes, isClosed: isClosed ?? true)
    }
}
