import Foundation
import NIOSSL
import Synchronization

/// Who the server is over TLS: a certificate and its key, read again when their files change.
///
/// New connections get the pair of now; those that there are keep theirs.
package final class TLSIdentity: Sendable {
    /// Where the pair lies, in PEM.
    package struct Files: Sendable, Equatable {
        /// The certificate, and those that lead to the authority.
        let certificate: String
        let key: String
        /// The authorities of which clients must have a certificate; nil to take clients without.
        let clientAuthorities: String?

        package init(certificate: String, key: String, clientAuthorities: String? = nil) {
            self.certificate = certificate
            self.key = key
            self.clientAuthorities = clientAuthorities
        }

        fileprivate var paths: [String] { [certificate, key] + (clientAuthorities.map { [$0] } ?? []) }
    }

    /// What a look at the files came to.
    package enum Look: Equatable {
        case unchanged
        case reloaded
        /// The pair before serves on.
        case refused(TLSIdentityError)
    }

    private struct State {
        var context: NIOSSLContext
        /// What was looked at last, good or bad.
        var contents: [[UInt8]]
    }

    private let files: Files
    private let protocols: [String]
    private let state: Mutex<State>

    /// - Throws: ``TLSIdentityError`` for files that make no pair.
    package init(files: Files, isHTTP2Enabled: Bool) throws(TLSIdentityError) {
        self.files = files
        protocols = isHTTP2Enabled ? ["h2", "http/1.1"] : ["http/1.1"]
        let contents = try Self.read(files)
        state = Mutex(State(context: try Self.context(contents, protocols), contents: contents))
    }

    /// For a new connection.
    var context: NIOSSLContext { state.withLock { $0.context } }

    /// Whether others than the owner may read the key's file.
    package var isKeyExposed: Bool {
        var status = stat()
        return stat(files.key, &status) == 0 && status.st_mode & 0o077 != 0
    }

    /// Reads the files, and takes what they hold when it is new and a pair.
    ///
    /// A bad pair is told of once.
    package func reload() -> Look {
        let contents: [[UInt8]]
        do {
            contents = try Self.read(files)
        } catch {
            return state.withLock { state in
                guard !state.contents.isEmpty else { return .unchanged }
                state.contents = []
                return .refused(error)
            }
        }
        guard state.withLock({ $0.contents != contents }) else { return .unchanged }
        do {
            let context = try Self.context(contents, protocols)
            state.withLock { $0 = State(context: context, contents: contents) }
            return .reloaded
        } catch {
            state.withLock { $0.contents = contents }
            return .refused(error)
        }
    }

    // MARK: - Files

    /// Bytes of a file; certificates are far smaller.
    private static let longestFile = 1 << 20

    private static func read(_ files: Files) throws(TLSIdentityError) -> [[UInt8]] {
        var contents: [[UInt8]] = []
        for path in files.paths {
            guard let file = FileHandle(forReadingAtPath: path), let data = try? file.read(upToCount: longestFile + 1),
                data.count <= longestFile
            else { throw TLSIdentityError("'\(path)' cannot be read, or is over \(longestFile) bytes") }
            contents.append(Array(data))
        }
        return contents
    }

    private static func context(_ contents: [[UInt8]], _ protocols: [String]) throws(TLSIdentityError) -> NIOSSLContext
    {
        do {
            let chain = try NIOSSLCertificate.fromPEMBytes(contents[0])
            guard !chain.isEmpty else { throw TLSIdentityError("the certificate's file holds none in PEM") }
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(bytes: contents[1], format: .pem))
            )
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = protocols
            if let authorities = contents.dropFirst(2).first {
                configuration.trustRoots = .certificates(try NIOSSLCertificate.fromPEMBytes(authorities))
                configuration.certificateVerification = .noHostnameVerification
            }
            return try NIOSSLContext(configuration: configuration)
        } catch let error as TLSIdentityError {
            throw error
        } catch {
            throw TLSIdentityError("the certificate and the key make no pair: \(error)")
        }
    }
}

/// Files that make no pair of certificate and key.
package struct TLSIdentityError: Error, Equatable, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
        self.description = description
    }
}
