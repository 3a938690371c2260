import Foundation
import ModelSwitchAPI
import ModelSwitchClient
import TestSupport
import Testing

/// Keys and the audit log of the real server, with the commands that an operator types.
@Suite(.serialized) struct KeyTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandRun {
        try CommandRun("modelswitch", arguments, environment: environment)
    }

    /// A new key and its line.
    private func newKey(_ name: String, _ scopes: String) throws -> (key: String, line: String) {
        let made = try run("keys", "new", name, "--scopes", scopes)
        let lines = made.output.split(separator: "\n").map(String.init)
        try #require(made.code == 0 && lines.count == 2)
        return (lines[0], lines[1] + "\n")
    }

    private func status(_ server: ServerProcess, _ key: String) throws -> CommandRun {
        try run("status", "--url", server.url, environment: ["MODELSWITCH_API_KEY": key])
    }

    @Test func `keys come and go with their file, and a bad file keeps the old ones`() async throws {
        let (first, second) = (try newKey("first", "observe"), try newKey("second", "observe,admin"))
        try folder.write(first.line, to: "keys")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path + "/keys")
        let server = try await ServerProcess(
            state: folder.path + "/state",
            environment: ["API_KEYS_FILE": folder.path + "/keys"]
        )
        try await server.untilReady()
        #expect(server.logged.contains("every user of this machine may read it"))
        #expect(try status(server, first.key).code == 0)
        #expect(try status(server, second.key).code == 1)

        try folder.write(second.line, to: "keys")
        try await wait("the second key") { (try? status(server, second.key).code) == 0 }
        let gone = try status(server, first.key)
        #expect(gone.code == 1)
        #expect(gone.errors.contains("none of this server's"), "\(gone.errors)")

        try folder.write("first predict nonsense\n", to: "keys")
        try await wait("the complaint") { server.logged.contains("the old ones hold on") }
        #expect(server.logged.contains("API_KEYS_FILE, line 1"))
        #expect(try status(server, second.key).code == 0)

        try folder.write("", to: "keys")
        try await wait("the end of the second key") { (try? status(server, second.key).code) == 1 }
        for secret in [first.key, second.key] { #expect(!server.logged.contains(secret)) }
    }

    @Test func `a key without the scope is told so, and both are in the audit log`() async throws {
        let (watcher, boss) = (try newKey("watcher", "observe"), try newKey("operator", "observe,admin"))
        let server = try await ServerProcess(
            state: folder.path + "/state",
            environment: ["API_KEYS": "\(watcher.line.dropLast());\(boss.line.dropLast())"]
        )
        try await server.untilReady()
        let (weak, strong) = (["MODELSWITCH_API_KEY": watcher.key], ["MODELSWITCH_API_KEY": boss.key])
        let refused = try run("switch", "v2", "--url", server.url, environment: weak)
        #expect(refused.code == 1)
        #expect(refused.errors.contains("needs the scope 'admin'; the key 'watcher' has: observe"), "\(refused.errors)")
        #expect(try run("switch", "v2", "--url", server.url, environment: strong).code == 0)
        let list = try run("audit", "list", "--url", server.url, environment: strong)
        let lines = list.output.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(
            lines.first?.contains("operator@127.0.0.1  POST /admin/set-active-version  switched from v1 to v2") == true
        )
        #expect(lines.last?.contains("403  watcher@127.0.0.1") == true)

        let running = try run("audit", "verify", "--state-dir", folder.path + "/state")
        #expect(running.code == 0 && running.output.contains("2 entries are sound"))
        let head = try #require(running.output.firstMatch(of: /head ([0-9a-f]{64})/)).output.1
        server.send(signal: SIGKILL)
        _ = try await server.exitCode()
        let after = try run("audit", "verify", "--state-dir", folder.path + "/state", "--expect-head", String(head))
        #expect(after.code == 0 && after.output.contains("is entry 2; 0 came after it"))
        let other = String(repeating: "0", count: 64)
        #expect(try run("audit", "verify", "--state-dir", folder.path + "/state", "--expect-head", other).code == 1)
        #expect(try run("audit", "verify", "--state-dir", folder.path + "/nowhere").code == 1)
    }

    @Test(arguments: [
        (["API_KEYS": "ci root sha256:00"], "API_KEYS, line 1: got 'root'"),
        (["API_KEYS": "# one\nci predict secretsecret"], "API_KEYS, line 2: the third word is no hash"),
        (["API_KEYS": "x", "API_KEYS_FILE": "/nowhere"], "it or API_KEYS_FILE, not both"),
        (["API_KEYS_FILE": "/nowhere"], "API_KEYS_FILE: got '/nowhere', expected a readable file"),
        (["REQUIRE_KEYS": "true"], "REQUIRE_KEYS is 'true'"), (["JWT_AUDIENCE": "x"], "JWT_AUDIENCE is 'x'"),
        (["JWT_JWKS_FILE": "/nowhere"], "JWT_AUDIENCE: expected"),
        (["JWT_JWKS_FILE": "/nowhere", "JWT_AUDIENCE": "x"], "JWT_JWKS_FILE: got '/nowhere'"),
    ])
    func `keys that cannot be used stop the server at its start`(
        environment: [String: String],
        message: String
    ) throws {
        let run = try CommandRun(
            "modelswitch",
            ["serve", "--port", "0", "--models-dir", PackageFiles.sampleModels, "--state-dir", folder.path + "/state"],
            environment: environment
        )
        #expect(run.code == 1)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(!run.errors.contains("secretsecret"))
    }

    @Test func `keys are made and hashed only as the server takes them`() throws {
        #expect(try run("keys", "new", "a b", "--scopes", "predict").code == 1)
        #expect(try run("keys", "new", "ci", "--scopes", "root").errors.contains("expected scopes out of"))
        #expect(try run("keys", "new", "ci", "--scopes", "predict", "--expires", "2027-02-30").code == 1)
        #expect(try run("keys", "hash").errors.contains("expected at least 16"))
    }
}
