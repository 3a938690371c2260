import Foundation
import TestSupport
import Testing

@testable import ServingHTTP

@Suite struct TLSIdentityTests {
    private let folder: TemporaryFolder
    private let files: TLSIdentity.Files

    init() throws {
        folder = try TemporaryFolder()
        files = TLSIdentity.Files(certificate: folder.path + "/tls.crt", key: folder.path + "/tls.key")
        try put("one.pem", "tls.crt")
        try put("one.key", "tls.key")
    }

    private func put(_ fixture: String, _ name: String) throws {
        let text = try String(contentsOfFile: PackageFiles.root + "/Tests/Fixtures/tls/" + fixture, encoding: .utf8)
        try folder.write(text, to: name)
    }

    private func makeIdentity() throws -> TLSIdentity {
        try TLSIdentity(files: files, isHTTP2Enabled: true)
    }

    @Test func `a new pair is taken`() throws {
        let identity = try makeIdentity()
        let old = identity.context
        #expect(identity.reload() == .unchanged)
        try put("two.pem", "tls.crt")
        try put("two.key", "tls.key")
        #expect(identity.reload() == .reloaded)
        #expect(identity.context !== old)
        #expect(identity.reload() == .unchanged)
    }

    @Test func `half a pair is refused once, and the old one serves on`() throws {
        let identity = try makeIdentity()
        let old = identity.context
        try put("two.pem", "tls.crt")
        guard case .refused = identity.reload() else { throw TLSIdentityError("it was taken") }
        #expect(identity.context === old)
        #expect(identity.reload() == .unchanged)
        try put("two.key", "tls.key")
        #expect(identity.reload() == .reloaded)
    }

    @Test(arguments: ["", "no PEM", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
    func `what is no certificate is refused`(text: String) throws {
        let identity = try makeIdentity()
        try folder.write(text, to: "tls.crt")
        guard case .refused = identity.reload() else { throw TLSIdentityError("it was taken") }
        #expect(throws: TLSIdentityError.self) { try makeIdentity() }
        try put("one.pem", "tls.crt")
        #expect(identity.reload() == .reloaded)
    }

    @Test func `files that are gone for a moment are told of once`() throws {
        let identity = try makeIdentity()
        try folder.remove("tls.key")
        guard case .refused = identity.reload() else { throw TLSIdentityError("it was taken") }
        #expect(identity.reload() == .unchanged)
        try put("one.key", "tls.key")
        #expect(identity.reload() == .reloaded)
    }

    @Test func `a link that is moved to another folder is a change`() throws {
        for name in ["one", "two"] {
            try put("\(name).pem", "\(name)/tls.crt")
            try put("\(name).key", "\(name)/tls.key")
        }
        let link = folder.path + "/current"
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "one")
        let files = TLSIdentity.Files(certificate: link + "/tls.crt", key: link + "/tls.key")
        let identity = try TLSIdentity(files: files, isHTTP2Enabled: false)
        try FileManager.default.createSymbolicLink(atPath: link + ".new", withDestinationPath: "two")
        #expect(rename(link + ".new", link) == 0)
        #expect(identity.reload() == .reloaded)
    }

    @Test func `a key that others may read is told of`() throws {
        let identity = try makeIdentity()
        #expect(chmod(files.key, 0o600) == 0)
        #expect(!identity.isKeyExposed)
        #expect(chmod(files.key, 0o640) == 0)
        #expect(identity.isKeyExposed)
    }
}
