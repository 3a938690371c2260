import Foundation
import TestSupport
import Testing

@testable import Identity

@Suite struct CredentialSourcesTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func line(_ key: String, rest: String = "") -> String {
        "ci predict \(KeyDigest(of: key).text)\(rest)\n"
    }

    private func identify(_ key: String, _ authenticator: Authenticator) -> Result<Principal, IdentityError> {
        do throws(IdentityError) {
            return .success(try authenticator.identify(key))
        } catch {
            return .failure(error)
        }
    }

    @Test func `what is guarded follows from what is configured`() {
        var sources = CredentialSources()
        #expect(sources.coverage == .nothing)
        sources.adminKey = .text("k")
        #expect(sources.coverage == .administration)
        sources.isRequiredEverywhere = true
        #expect(sources.coverage == .everything)
        sources = CredentialSources()
        sources.keys = .file("/nowhere")
        #expect(sources.coverage == .everything)
        sources = CredentialSources()
        sources.tokenRules = TokenRules(audience: "a")
        #expect(sources.coverage == .everything)
    }

    @Test func `the admin key has every scope, and a key that has ended none`() async throws {
        var sources = CredentialSources()
        try folder.write("  secret\r\n", to: "admin")
        try folder.write(line("old", rest: " expires=2001-09-09") + line("new"), to: "keys")
        sources.adminKey = .file(folder.path + "/admin")
        sources.keys = .file(folder.path + "/keys")
        // 2001-09-10 00:00:00 UTC is 1000080000.
        for (now, isOver) in [(1_000_079_999.0, false), (1_000_080_000, true)] {
            let authenticator = Authenticator(credentials: try await sources.load(), now: { now })
            let admin = Principal(kind: .key, name: "admin", scopes: Set(Scope.allCases))
            #expect(try identify("secret", authenticator).get() == admin)
            #expect(try identify("new", authenticator).get().scopes == [.predict])
            switch identify("old", authenticator) {
            case .success: #expect(!isOver)
            case .failure(let error): #expect(isOver && error.code == .expiredKey)
            }
            for wrong in ["", "Secret", "secret ", "a.b.c", String(repeating: "x", count: 9000)] {
                #expect(throws: IdentityError.self) { try identify(wrong, authenticator).get() }
            }
        }
    }

    @Test func `the admin key among the others, a missing file and a huge one are refused`() async throws {
        var sources = CredentialSources()
        sources.adminKey = .text("same")
        sources.keys = .text(line("same"))
        await #expect(throws: CredentialError.self) { try await sources.load() }
        sources.keys = .file(folder.path + "/nowhere")
        await #expect(throws: CredentialError.self) { try await sources.load() }
        sources.keys = .file(folder.path)
        await #expect(throws: CredentialError.self) { try await sources.load() }
        try folder.write(String(repeating: "#", count: (1 << 20) + 1), to: "huge")
        sources.keys = .file(folder.path + "/huge")
        await #expect(throws: CredentialError.self) { try await sources.load() }
        try folder.write(" \n", to: "empty")
        sources.keys = nil
        sources.adminKey = .file(folder.path + "/empty")
        await #expect(throws: CredentialError.self) { try await sources.load() }
    }

    @Test func `replaced keys count at once`() async throws {
        var sources = CredentialSources()
        sources.keys = .text(line("one"))
        let authenticator = Authenticator(coverage: .everything, credentials: try await sources.load())
        sources.keys = .text(line("two"))
        authenticator.replace(with: try await sources.load())
        #expect(throws: IdentityError.self) { try identify("one", authenticator).get() }
        #expect(try identify("two", authenticator).get().name == "ci")
    }

    // MARK: - Watching

    private func look() -> [FileFingerprint?] {
        [FileFingerprint(path: folder.path + "/keys")]
    }

    @Test func `a change is due once, when it has come to rest`() throws {
        try folder.write("one", to: "keys")
        var watch = FileWatch(look())
        #expect([watch.isDue(look()), watch.isDue(look())] == [false, false])
        try folder.write("two", to: "keys")
        let first = look()
        try folder.write("three", to: "keys")
        #expect([watch.isDue(first), watch.isDue(look())] == [false, false])
        #expect([watch.isDue(look()), watch.isDue(look())] == [true, false])
        try folder.remove("keys")
        #expect([watch.isDue(look()), watch.isDue(look()), watch.isDue(look())] == [false, true, false])
        try folder.write("three", to: "keys")
        #expect([watch.isDue(look()), watch.isDue(look())] == [false, true])
    }

    @Test func `a link that is turned to another file is a change`() throws {
        try folder.write("same", to: "1/keys")
        try folder.write("same", to: "2/keys")
        let files = FileManager.default
        try files.createSymbolicLink(atPath: folder.path + "/data", withDestinationPath: "1")
        try files.createSymbolicLink(atPath: folder.path + "/keys", withDestinationPath: "data/keys")
        let before = look()
        // As Kubernetes does: a new link under another name, renamed over the old one.
        try files.createSymbolicLink(atPath: folder.path + "/data_tmp", withDestinationPath: "2")
        #expect(rename(folder.path + "/data_tmp", folder.path + "/data") == 0)
        #expect(before != look())
    }

    @Test func `a file that others may read or write is told`() throws {
        try folder.write("x", to: "keys")
        for (mode, isSafe) in [(0o600, true), (0o640, true), (0o644, false), (0o602, false)] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path + "/keys")
            #expect((FileFingerprint(path: folder.path + "/keys")?.exposure == nil) == isSafe)
        }
    }
}
