import Foundation
import ModelSwitchAPI
import TestSupport
import Testing

/// The commands as an operator types them.
@Suite(.serialized) struct CommandTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> CommandRun {
        try CommandRun("modelswitch", arguments, environment: environment)
    }

    @Test func `status, switch, warm and rollback do what they say`() async throws {
        let server = try await ServerProcess(state: folder.path + "/state")
        try await server.untilReady()
        let environment = ["MODELSWITCH_URL": server.url]

        let status = try run("status", environment: environment)
        #expect(status.code == 0)
        #expect(status.output.contains("healthy, generation 0"))
        #expect(status.output.contains("* v1"))

        #expect(try run("warm", "v3", environment: environment).output.contains("v3 is ready: 8 golden rows passed"))
        #expect(
            try run("switch", "v2", "--reason", "test", environment: environment).output == "switched from v1 to v2\n"
        )
        #expect(try run("rollback", environment: environment).output == "rolled back from v2 to v1\n")

        let unknown = try run("switch", "v9", environment: environment)
        #expect(unknown.code == 1)
        #expect(unknown.output.contains("has no version 'v9'"))
        let late = try run("switch", "v2", "--generation", "0", environment: environment)
        #expect(late.code == 1)
        #expect(late.errors.contains("generation than 2, which holds now"))

        let json = try run("switch", "v2", "--json", environment: environment)
        let result = try JSONDecoder().decode(ActivationResult.self, from: Data(json.output.utf8))
        #expect(result.success && result.activeVersion == "v2")
    }

    @Test func `a server that is not there is exit code 3`() throws {
        let run = try run("status", "--url", "http://127.0.0.1:1")
        #expect(run.code == 3)
        #expect(run.errors.contains("http://127.0.0.1:1 cannot be reached"))
    }

    @Test func `a server with a key wants it, and a key from a file wins over the environment`() async throws {
        let server = try await ServerProcess(state: folder.path + "/state", environment: ["ADMIN_API_KEY": "secret"])
        try await server.untilReady()
        try folder.write("secret\n", to: "key")
        let missing = try run("status", "--url", server.url)
        #expect(missing.code == 1)
        #expect(missing.errors.contains("MODELSWITCH_API_KEY"))
        #expect(try run("status", "--url", server.url, environment: ["MODELSWITCH_API_KEY": "secret"]).code == 0)
        #expect(try run("status", "--url", server.url, environment: ["MODELSWITCH_API_KEY": "wrong"]).code == 1)
        let both = try run(
            "status",
            "--url",
            server.url,
            "--api-key-file",
            folder.path + "/key",
            environment: ["MODELSWITCH_API_KEY": "wrong"]
        )
        #expect(both.code == 0)
        #expect(!server.logged.contains("secret"))
    }

    @Test func `the admin API can have a listener of its own`() async throws {
        let server = try await ServerProcess(state: folder.path + "/state", environment: ["ADMIN_PORT": "0"])
        // Either of the two may be the first to listen.
        try await wait("both listeners") {
            server.logged.contains("offer=admin") && server.logged.contains("offer=open")
        }
        let line = try #require(server.logged.split(separator: "\n").first { $0.contains("offer=admin") })
        let admin = try #require(line.firstMatch(of: /url=(http:\S+)/)).output.1
        let open = try #require(server.logged.firstMatch(of: /offer=open url=(http:\S+)/)).output.1
        #expect(try run("warm", "v2", "--url", String(open)).errors.contains("there is nothing at this path"))
        #expect(try run("warm", "v2", "--url", String(admin)).code == 0)
    }

    @Test func `a log in JSON is an object a line`() async throws {
        let server = try await ServerProcess(
            state: folder.path + "/state",
            environment: ["LOG_FORMAT": "json", "DEBUG": "true"]
        )
        try await server.untilReady()
        _ = try run("switch", "v2", "--reason", "quote \" and = sign", "--url", server.url)
        try await wait("the switch in the log") { server.logged.contains("switched") }
        for line in server.logged.split(separator: "\n") {
            let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(["time", "level", "message"].allSatisfy { fields?[$0] is String }, "\(line)")
        }
    }

    @Test(arguments: ["admin_api_key: ''", "admin_api_key: '  '", "admin_api_key: k\nadmin_api_key_file: f"])
    func `an empty or doubtful admin key stops the server instead of opening it`(config: String) throws {
        try folder.write(config, to: "config.yaml")
        let run = try run(
            "serve",
            "--models-dir",
            PackageFiles.sampleModels,
            "--config",
            folder.path + "/config.yaml"
        )
        #expect(run.code == 1)
        #expect(run.errors.contains("ADMIN_API_KEY"))
    }

    @Test func `an address that is none is refused`() throws {
        #expect(try run("status", "--url", "ftp://x").code == 1)
    }

    @Test func `inspect shows what is inside, as text and as JSON`() throws {
        let text = try run("inspect", PackageFiles.sampleModels + "/v2/model.pkl")
        #expect(text.code == 0)
        #expect(text.output.contains("RandomForestClassifier"))
        #expect(text.output.contains("scikit-learn 1."))
        let json = try run("inspect", "--json", PackageFiles.sampleModels + "/v1/model.pkl")
        let fields = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(fields["servable"] as? Bool == true)
        #expect((fields["globals"] as? [String])?.contains("sklearn.pipeline.Pipeline") == true)
    }

    @Test func `check passes a folder of healthy versions and says what it found`() throws {
        let text = try run("check", PackageFiles.sampleModels)
        #expect(text.code == 0, "\(text.output)")
        #expect(text.output.contains("ok     v1  Pipeline(StandardScaler, LogisticRegression)"))
        let json = try run("check", "--json", PackageFiles.sampleModels)
        let versions = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]])
        #expect(versions.map { $0["version"] as? String } == ["v1", "v2", "v3"])
        #expect(versions.allSatisfy { $0["ok"] as? Bool == true && $0["golden_rows"] as? Int ?? 0 > 0 })
    }

    @Test func `check names each version that a server would refuse`() throws {
        try folder.write("cos\nsystem\n(S'true'\ntR.", to: "models/v3/model.pkl")
        for version in ["v1", "v2"] {
            let source = "\(PackageFiles.sampleModels)/\(version)"
            try FileManager.default.copyItem(atPath: source, toPath: "\(folder.path)/models/\(version)")
        }
        try folder.write(#"{"golden_rows": [{"features": [1], "prediction": 1}]}"#, to: "models/v2/version.json")
        let run = try run("check", folder.path + "/models")
        #expect(run.code == 1)
        let lines = run.output.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines.first?.hasPrefix("ok     v1") == true)
        #expect(lines.dropFirst().first?.contains("FAILS  v2  golden row 0") == true, "\(run.output)")
        #expect(lines.last?.contains("FAILS  v3") == true && lines.last?.contains("os.system") == true)
        try folder.write("", to: "empty/.keep")
        #expect(try self.run("check", folder.path + "/empty").code == 1)
        #expect(try self.run("check", folder.path + "/nowhere").errors.contains("cannot be listed"))
    }

    @Test func `inspect names what a hostile file asks for, and runs nothing`() throws {
        let canary = folder.path + "/canary"
        try folder.write("cos\nsystem\n(S'touch \(canary)'\ntR.", to: "evil.pkl")
        let run = try run("inspect", folder.path + "/evil.pkl")
        #expect(run.code == 1)
        #expect(run.output.contains("os.system   ← no model needs this"))
        #expect(!FileManager.default.fileExists(atPath: canary))
    }

    @Test(arguments: [
        (["--port", "70000"], "PORT is '70000'; expected a port from 0 to 65535"),
        (["--default-version", "../x"], "DEFAULT_VERSION is '../x'; expected a version's name"),
        (["--max-body-bytes", "0"], "MAX_BODY_BYTES is '0'"),
        (["--models-dir", "/nowhere"], "MODELS_DIR is '/nowhere'; expected a folder of versions"),
        (["--log-level", "loud"], "LOG_LEVEL is 'loud'; expected one of trace"),
        (["--config", "/nowhere.yaml"], "--config is '/nowhere.yaml'"),
    ])
    func `a setting that is wrong stops the server with its name and what is allowed`(
        arguments: [String],
        message: String
    ) throws {
        let run = try CommandRun("modelswitch", ["serve", "--models-dir", PackageFiles.sampleModels] + arguments)
        #expect(run.code == 1)
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test(arguments: [
        ("RATE_LIMIT", "fast", "a number from 0.0 to"), ("RATE_LIMIT", "0.0001", "0, or at least 0.001"),
        ("RATE_LIMIT_BURST", "0", "a number from 1.0 to"), ("TRUSTED_PROXIES", "10.0.0.0/8,proxy", "networks such as"),
        ("MAX_CONCURRENT_REQUESTS", "many", "an integer from 0"), ("MAX_QUEUED_REQUESTS", "-1", "an integer from 0"),
        ("QUEUE_TIMEOUT", "nan", "a number from 0.0"), ("REQUEST_DEADLINE", "inf", "a number from 0.0"),
        ("BREAKER_FAILURES", "1.5", "an integer from 0"), ("BREAKER_PAUSE", "0", "a number from 0.1"),
        ("CORS_ORIGINS", "https://app.example/", "without a path"), ("CORS_ORIGINS", "null", "without a path"),
    ])
    func `a limit that is wrong stops the server too`(name: String, value: String, expected: String) throws {
        let run = try CommandRun(
            "modelswitch",
            ["serve", "--port", "0", "--models-dir", PackageFiles.sampleModels],
            environment: [name: value]
        )
        #expect(run.code == 1)
        #expect(run.errors.contains(name) && run.errors.contains(expected), "\(run.errors)")
    }

    @Test func `flags win over the environment, and that over the file`() throws {
        try folder.write("port: 1111\nhost: 10.0.0.1\nmodels_dir: from-file\ncors_origins: [a, b]\n", to: "config.yaml")
        let run = try run(
            "serve",
            "--print-config",
            "--config",
            folder.path + "/config.yaml",
            "--port",
            "3333",
            environment: ["PORT": "2222", "HOST": "10.0.0.2", "ADMIN_API_KEY": "topsecret"]
        )
        func line(_ name: String) -> [Substring]? {
            run.output.split(separator: "\n").first { $0.hasPrefix(name + "=") }?.split(separator: " ")
        }
        #expect(line("PORT") == ["PORT=3333", "flag"])
        #expect(line("HOST") == ["HOST=10.0.0.2", "environment"])
        #expect(line("MODELS_DIR") == ["MODELS_DIR=from-file", "file"])
        #expect(line("CORS_ORIGINS") == ["CORS_ORIGINS=a,b", "file"])
        #expect(line("LOG_LEVEL") == ["LOG_LEVEL=info", "default"])
        #expect(line("ADMIN_API_KEY") == ["ADMIN_API_KEY=(hidden)", "environment"])
        #expect(!run.output.contains("topsecret"))
    }

    @Test func `an unknown setting in the file is refused by name`() throws {
        try folder.write("{\"prot\": 1}", to: "config.json")
        let run = try run("serve", "--config", folder.path + "/config.json")
        #expect(run.errors.contains("--config, line 'prot': expected a setting's name"))
    }

    @Test func `every setting but the key is a flag of the same name`() throws {
        let help = try run("serve", "--help").output
        for name in [
            "HOST", "PORT", "MODELS_DIR", "DEFAULT_VERSION", "STATE_DIR", "ADMIN_PORT", "ADMIN_HOST",
            "ADMIN_API_KEY_FILE",
            "ADMIN_ALLOWED_HOSTS", "CORS_ORIGINS", "MAX_BODY_BYTES", "METRICS_ENABLED", "DEBUG", "LOG_LEVEL",
            "LOG_FORMAT",
        ] {
            #expect(help.contains("--" + name.lowercased().replacing("_", with: "-")), "\(name)")
        }
        #expect(!help.contains("--admin-api-key "))
    }
}
