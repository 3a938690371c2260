import Foundation
import ModelSwitchAPI
import ModelSwitchClient
import PrometheusText
import TestSupport
import Testing

/// What clients must not be able to do, one test for each row of `docs/security.md`.
@Suite(.serialized) struct HostileClientTests {
    // MARK: - Slow clients

    @Test func `heads that never end are cut off with 408`() async throws {
        let siege = try await Siege()
        try await siege.endure {
            try await withThrowingTaskGroup(of: RawSocket.Received.self) { group in
                for _ in 0..<40 {
                    group.addTask { try await Self.drip("GET / HTTP/1.1\r\nHost: a\r\nX: ", siege.port) }
                }
                for try await received in group {
                    #expect(received.status == 408 && received.isProblem && received.isClosed, "\(received.text)")
                }
            }
        }
    }

    @Test func `bodies that never end are cut off with 408`() async throws {
        let siege = try await Siege()
        let head =
            "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n"
        try await siege.endure {
            try await withThrowingTaskGroup(of: RawSocket.Received.self) { group in
                for _ in 0..<40 { group.addTask { try await Self.drip(head, siege.port) } }
                for try await received in group {
                    #expect(received.status == 408 && received.isProblem && received.isClosed, "\(received.text)")
                }
            }
        }
    }

    /// Sends a beginning, and then a byte every 50 milliseconds for as long as the server takes them.
    private static func drip(_ beginning: String, _ port: Int) async throws -> RawSocket.Received {
        let socket = try RawSocket(port: port)
        await socket.send(beginning)
        let dripping = Task {
            while !Task.isCancelled, await socket.send(" ") { try? await Task.sleep(for: .milliseconds(50)) }
        }
        let received = await socket.receive()
        dripping.cancel()
        return received
    }

    @Test func `a body that is slow but steady arrives`() async throws {
        let siege = try await Siege(["MIN_BYTES_PER_SECOND": "100"])
        let socket = try RawSocket(port: siege.port)
        let row = try PackageFiles.breastCancerRows().first ?? []
        let body = Array("{\"features\":[\(row.map(\.description).joined(separator: ","))]}".utf8)
        await socket.send(
            "POST /predict HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
                + "Content-Length: \(body.count)\r\n\r\n"
        )
        for start in stride(from: 0, to: body.count, by: 20) {
            try await Task.sleep(for: .milliseconds(160))
            await socket.send(Array(body[start..<min(body.count, start + 20)]))
        }
        #expect(await socket.receive().status == 200)
    }

    @Test func `answers that nobody reads are given up`() async throws {
        let siege = try await Siege(["MIN_BYTES_PER_SECOND": "100000000", "HEADER_TIMEOUT": "30"])
        let asked = String(repeating: "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n", count: 2000)
        try await siege.endure {
            let before = siege.openFiles
            let sockets = try (0..<4).map { _ in try RawSocket(port: siege.port, receiveBuffer: 4096) }
            try await wait("the connections") { siege.openFiles >= before + sockets.count }
            for socket in sockets { await socket.send(asked) }
            try await wait("the server to give them up") { siege.openFiles <= before }
            for socket in sockets {
                let received = await socket.receive()
                #expect(received.isClosed && received.statuses.count < 2000, "\(received.statuses.count) answers")
            }
        }
    }

    @Test func `connections that say nothing are closed`() async throws {
        let siege = try await Siege()
        try await siege.endure {
            let sockets = try (0..<100).map { _ in try RawSocket(port: siege.port) }
            for socket in sockets {
                let received = await socket.receive()
                #expect(received.isClosed && received.bytes.isEmpty)
            }
        }
    }

    @Test func `more connections than an address may have are closed at once`() async throws {
        let siege = try await Siege(["MAX_CONNECTIONS_PER_ADDRESS": "20", "HEADER_TIMEOUT": "30"])
        try await siege.endure {
            let before = siege.openFiles
            let sockets = try (0..<60).map { _ in try RawSocket(port: siege.port) }
            try await wait("the connections") { siege.openFiles > before + 10 }
            try await wait("the end of the excess") { siege.openFiles <= before + 20 }
            #expect(siege.openFiles > before + 10)
            _ = sockets
        }
        // Those that left make room again.
        try await wait("room") { (try? await ModelSwitchClient(url: siege.server.url).health()) != nil }
    }

    // MARK: - What is no HTTP, or two HTTPs

    private static let head = "POST /predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"

    private func expect(_ status: Int, _ cases: [String]) async throws {
        let siege = try await Siege()
        try await siege.endure {
            for text in cases {
                let received = try await siege.exchange(text)
                #expect(
                    received.statuses == [status] && received.isProblem && received.isClosed,
                    "\(text.prefix(200).debugDescription): \(received.text)"
                )
            }
        }
    }

    @Test func `two lengths are refused, and no second request is seen`() async throws {
        let hidden = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n"
        try await expect(
            400,
            [
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Length: 2, 2\r\n\r\n{}", "Content-Length: +2\r\n\r\n{}", "Content-Length: -2\r\n\r\n{}",
                "Content-Length: 0x2\r\n\r\n{}", "Content-Length: 99999999999999999999999\r\n\r\n{}",
                "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n",
            ].map { Self.head + $0 + hidden }
        )
    }

    @Test func `chunks that are none are refused`() async throws {
        let chunked = Self.head + "Transfer-Encoding: chunked\r\n\r\n"
        try await expect(
            400,
            ["xyz\r\n{}\r\n0\r\n\r\n", "ffffffffffffffffff\r\n{}", "-2\r\n{}\r\n", "2\r\n{}0\r\n\r\n", "2\n{}\n0\n\n"]
                .map { chunked + $0 } + ["POST /predict HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"]
        )
    }

    @Test func `transfer codings but chunks are refused`() async throws {
        try await expect(
            501,
            ["identity, chunked", "gzip, chunked", "gzip", "xchunked"]
                .map { Self.head + "Transfer-Encoding: \($0)\r\n\r\n0\r\n\r\n" }
        )
    }

    @Test func `heads that others may read differently are refused`() async throws {
        let get = "GET /livez HTTP/1.1\r\nHost: a\r\n"
        try await expect(
            400,
            [
                get + "X-A: b\r\n c\r\n\r\n", get + "X-A: b\nX-B: c\r\n\r\n", get + "X-A: b\rX-B: c\r\n\r\n",
                get + "X-A : b\r\n\r\n", get + "X-A: a\u{0}b\r\n\r\n", get + "X-A: a\u{1}b\r\n\r\n",
                get + ": b\r\n\r\n",
                get + "Host: b\r\n\r\n", "GET /livez HTTP/1.1\r\n\r\n", "GET /livez HTTP/1.1\r\nHost: a, b\r\n\r\n",
                "GET http://a/livez HTTP/1.1\r\nHost: a\r\n\r\n", "CONNECT a:80 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /é HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /livez HTTP/1.1\nHost: a\n\n", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}\u{0}\u{1}",
            ]
        )
    }

    @Test func `other versions of HTTP are refused`() async throws {
        try await expect(
            505,
            [
                "GET /livez\r\n\r\n", "GET /livez HTTP/2.0\r\nHost: a\r\n\r\n",
                "GET /livez HTTP/1.2\r\nHost: a\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
            ]
        )
        try await expect(501, ["FOO / HTTP/1.1\r\nHost: a\r\n\r\n"])
    }

    @Test func `header floods are refused`() async throws {
        let get = "GET /livez HTTP/1.1\r\nHost: a\r\n"
        let many = (0..<200_000).map { "a\($0): b\r\n" }.joined()
        let trailers = Self.head + "Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n" + many + "\r\n"
        try await expect(
            431,
            [get + many + "\r\n", get + "X: " + String(repeating: "a", count: 10 << 20) + "\r\n\r\n", trailers]
        )
    }

    @Test func `long targets are refused`() async throws {
        try await expect(
            414,
            [9_000, 10 << 20].map { "GET /" + String(repeating: "a", count: $0) + " HTTP/1.1\r\nHost: a\r\n\r\n" }
        )
    }

    // MARK: - Bodies

    private static let bodyRoutes = [
        "/predict", "/models/default/predict", "/models/default/versions/v1/predict", "/admin/set-active-version",
        "/admin/rollback", "/admin/warm",
    ]

    private static func post(_ path: String, _ headers: String, _ body: String) -> String {
        "POST \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\(headers)\r\n\r\n\(body)"
    }

    @Test func `bodies in chunks of a byte are read, or refused, in little memory`() async throws {
        let siege = try await Siege(["BODY_TIMEOUT": "60"])
        try await siege.endure {
            for path in Self.bodyRoutes {
                // What reads predictions is slow in a debug build; `make attack` sends it the whole three megabytes.
                let count = path.hasPrefix("/admin") ? 3_000_000 : 100_000
                let body = String(repeating: "1\r\n \r\n", count: count) + "0\r\n\r\n"
                let headers = "Content-Type: application/json\r\nTransfer-Encoding: chunked"
                let received = try await siege.exchange(Self.post(path, headers, body))
                #expect([413, 422].contains(received.status), "\(path): \(received.text)")
            }
        }
    }

    @Test func `JSON of 100,000 levels is refused`() async throws {
        let siege = try await Siege()
        let depth = 100_000
        let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        let objects = String(repeating: "{\"a\":", count: depth) + "1" + String(repeating: "}", count: depth)
        try await siege.endure {
            for path in Self.bodyRoutes {
                for body in [
                    nested, objects, "{\"features\":\(nested)}", "{\"instances\":\(nested)}", "{\"x\":\(objects)}",
                ] {
                    let headers = "Content-Type: application/json\r\nContent-Length: \(body.utf8.count)"
                    let received = try await siege.exchange(Self.post(path, headers, body))
                    #expect([400, 413, 422].contains(received.status), "\(path): \(received.text)")
                }
            }
        }
    }

    @Test func `bodies of 100 MB are refused before they are read`() async throws {
        let siege = try await Siege()
        let megabyte = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20)
        let chunk = Array("100000\r\n".utf8) + megabyte + Array("\r\n".utf8)
        try await siege.endure {
            for (coding, part) in [("Content-Length: 104857600", megabyte), ("Transfer-Encoding: chunked", chunk)] {
                let socket = try RawSocket(port: siege.port)
                await socket.send(Self.post("/predict", "Content-Type: application/json\r\n\(coding)", ""))
                let sending = Task { for _ in 0..<100 where await !socket.send(part) { break } }
                let received = await socket.receive()
                #expect(received.status == 413 && received.isClosed, "\(received.text)")
                await sending.value
            }
        }
    }

    @Test func `bodies of other media types are refused at once`() async throws {
        let siege = try await Siege()
        try await siege.endure {
            for type in [
                "multipart/form-data; boundary=a", "text/plain", "application/xml", "application/x-www-form-urlencoded",
            ] {
                for path in Self.bodyRoutes {
                    let received = try await siege.exchange(
                        Self.post(path, "Content-Type: \(type)\r\nContent-Length: 100000000", "--a\r\n")
                    )
                    #expect(received.status == 415 && received.isClosed, "\(path): \(received.text)")
                }
            }
        }
    }

    @Test func `a compressed body counts as what it unfolds to, and one that is damaged is refused`() async throws {
        let bomb = try Self.gzippedZeros(count: 200_000_000)
        #expect(bomb.count < 1_000_000)
        let siege = try await Siege()
        try await siege.endure {
            for path in ["/predict", "/v2/models/default/infer"] {
                let headers =
                    "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: \(bomb.count)"
                let received = try await siege.exchange(Array(Self.post(path, headers, "").utf8) + bomb)
                #expect(received.status == 413, "\(received.text)")
            }
            let headers = "Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 20"
            let damaged = try await siege.exchange(Self.post("/predict", headers, String(repeating: "a", count: 20)))
            #expect(damaged.status == 422, "\(damaged.text)")
            let unknown = headers.replacing("gzip", with: "br")
            let other = try await siege.exchange(Self.post("/predict", unknown, String(repeating: "a", count: 20)))
            #expect(other.status == 415, "\(other.text)")
        }
    }

    private static func gzippedZeros(count: Int) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", "head -c \(count) /dev/zero | gzip -9"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
    }

    // MARK: - Names

    private static let names = [
        "..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%252e%252e%252f",
        "%2fetc%2fpasswd",
        "v1%00", "%00", "v1%00.pkl", "..%5c..%5c", "v1%0d%0aX-Evil:%201", ".hidden", "~root", "v1%2f..%2fv2",
        String(repeating: "a", count: 4000), "%ff%fe", "%", "%zz",
    ]

    @Test func `paths in names lead nowhere`() async throws {
        let siege = try await Siege()
        let headers = "Content-Type: application/json"
        try await siege.endure {
            for name in Self.names {
                for path in ["/models/\(name)/predict", "/models/default/versions/\(name)/predict"] {
                    let body = "{\"features\":[1]}"
                    let received = try await siege.exchange(
                        Self.post(path, "\(headers)\r\nContent-Length: \(body.utf8.count)", body)
                    )
                    #expect([400, 404, 405, 422].contains(received.status), "\(path): \(received.text)")
                    #expect(!received.text.contains(PackageFiles.sampleModels), "\(received.text)")
                }
                let get = "GET /admin/models/\(name) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                let received = try await siege.exchange(get)
                #expect(
                    received.status != 500 && !received.text.contains("\"exists\":true"),
                    "\(name): \(received.text)"
                )
            }
            for name in ["..", "../v1", "/etc/passwd", "v1/../v2", "v1\\u0000", "\\r\\nX-Evil: 1", ".", ""] {
                for path in ["/admin/set-active-version", "/admin/warm", "/predict"] {
                    let body = "{\"version\":\"\(name)\"\(path == "/predict" ? ",\"features\":[1]" : "")}"
                    let received = try await siege.exchange(
                        Self.post(path, "\(headers)\r\nContent-Length: \(body.utf8.count)", body)
                    )
                    #expect(!received.text.contains("\"success\":true"), "\(name): \(received.text)")
                    #expect(received.status.map { $0 < 500 } ?? false, "\(name): \(received.text)")
                }
            }
        }
    }

    @Test func `line breaks in names, request ids and traces reach no header and no line of the log`() async throws {
        let siege = try await Siege(["LOG_LEVEL": "debug"])
        let evil = "%0d%0aX-Evil:%201%0d%0a%0d%0a2026-01-01T00:00:00Z NOTICE forged".replacing(" ", with: "%20")
        try await siege.endure {
            for path in ["/models/\(evil)/predict", "/\(evil)", "/predict?version=\(evil)", "/admin/models/\(evil)"] {
                for method in ["GET", "POST"] {
                    let received = try await siege.exchange(
                        "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-Request-ID: \(evil)\r\n"
                            + "traceparent: 00-\(evil)-01\r\nContent-Length: 0\r\n\r\n"
                    )
                    let head = received.text.components(separatedBy: "\r\n\r\n").first ?? ""
                    #expect(!head.split(separator: "\r\n").contains { $0.hasPrefix("X-Evil") }, "\(received.text)")
                    #expect(received.statuses.count == 1)
                }
            }
            for header in ["X-Request-ID: a\u{1B}[31m", "X-Request-ID: a\rX-Evil: 1", "traceparent: a\u{0}"] {
                let received = try await siege.exchange("GET /livez HTTP/1.1\r\nHost: a\r\n\(header)\r\n\r\n")
                #expect(received.status == 400 && !received.text.contains("X-Evil: 1"), "\(received.text)")
            }
        }
        #expect(!siege.server.logged.split(separator: "\n").contains { $0.hasPrefix("2026-01-01T00:00:00Z") })
        #expect(!siege.server.logged.contains("\u{1B}"))
    }

    @Test func `ten thousand unknown models add no series`() async throws {
        let siege = try await Siege()
        let client = try ModelSwitchClient(url: siege.server.url)
        func series() async throws -> Int {
            try PrometheusText.parse(try await client.metricsText()).flatMap(\.samples).count
        }
        func ask(_ numbers: Range<Int>) async throws {
            let requests = numbers.map {
                "POST /models/m\($0)/versions/v\($0)/predict HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 16\r\n\($0 == numbers.upperBound - 1 ? "Connection: close\r\n" : "")\r\n"
                    + "{\"features\":[1]}"
            }
            #expect(try await siege.exchange(requests.joined()).statuses == numbers.map { _ in 404 })
        }
        try await siege.endure {
            try await ask(0..<10)
            _ = try await series()
            let before = try await series()
            // A few at once: the timeouts of a siege are short.
            for start in stride(from: 10, to: 10_000, by: 90) { try await ask(start..<min(start + 90, 10_000)) }
            let added = try await series() - before
            #expect(added < 60, "\(added) series more")
        }
    }

    // MARK: - Routes

    @Test func `shared memory routes are not there`() async throws {
        let siege = try await Siege()
        try await siege.endure {
            for kind in ["systemsharedmemory", "cudasharedmemory"] {
                for path in ["/v2/\(kind)/status", "/v2/\(kind)/region/a/register", "/v2/\(kind)/unregister"] {
                    for method in ["GET", "POST"] {
                        let received = try await siege.exchange(
                            "\(method) \(path) HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                        )
                        #expect(received.status == 404, "\(path): \(received.text)")
                    }
                }
            }
        }
    }

    @Test func `admin routes refuse an unknown Host and a foreign Origin, whatever the method`() async throws {
        let siege = try await Siege()
        let routes = [
            "/admin/active-version", "/admin/set-active-version", "/admin/rollback", "/admin/models",
            "/admin/models/v1",
            "/admin/warm", "/admin/cache/clear", "/admin/history",
        ]
        let headers = [
            "Host: evil.example", "Host: localhost\r\nOrigin: https://evil.example", "Host: localhost\r\nOrigin: null",
        ]
        try await siege.endure {
            for path in routes {
                for method in ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] {
                    for header in headers {
                        let received = try await siege.exchange(
                            "\(method) \(path) HTTP/1.1\r\n\(header)\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                        )
                        #expect(received.status == 403, "\(method) \(path) \(header): \(received.text)")
                    }
                }
            }
        }
    }

    // MARK: - Files

    @Test func `links out of the repository are refused, also when they are swapped in while versions load`()
        async throws
    {
        let folder = try TemporaryFolder()
        let files = FileManager.default
        let models = folder.path + "/models"
        for name in ["v1", "v2"] {
            try files.createDirectory(atPath: "\(models)/\(name)", withIntermediateDirectories: true)
        }
        try files.copyItem(atPath: PackageFiles.sampleModels + "/v1/model.pkl", toPath: "\(models)/v1/model.pkl")
        let outside = folder.path + "/outside.pkl"
        try files.copyItem(atPath: PackageFiles.sampleModels + "/v2/model.pkl", toPath: outside)
        let inside = "\(models)/v2/model.pkl"
        try files.copyItem(atPath: PackageFiles.sampleModels + "/v1/model.pkl", toPath: inside)
        let innocent = try await Siege(models: models)
        let digest = try await ModelSwitchClient(url: innocent.server.url).warm(version: "v2").digest

        let siege = try await Siege(models: models)
        let client = try ModelSwitchClient(url: siege.server.url)
        try await siege.endure {
            let swapping = Task {
                while !Task.isCancelled {
                    try? files.createSymbolicLink(atPath: inside + ".new", withDestinationPath: outside)
                    _ = rename(inside + ".new", inside)
                    try? await Task.sleep(for: .milliseconds(1))
                    try? files.copyItem(atPath: models + "/v1/model.pkl", toPath: inside + ".new")
                    _ = rename(inside + ".new", inside)
                }
            }
            for _ in 0..<40 {
                guard let object = try? await client.warm(version: "v2") else { continue }
                #expect(object.digest == digest)
            }
            swapping.cancel()
            await swapping.value
        }
    }

    // MARK: - The end

    @Test func `SIGTERM with slow senders connected ends with 0 in time, and the honest get their answers`()
        async throws
    {
        let siege = try await Siege([
            "SHUTDOWN_TIMEOUT": "6", "HEADER_TIMEOUT": "60", "BODY_TIMEOUT": "60", "WRITE_TIMEOUT": "60",
        ])
        let heads = try (0..<10).map { _ in try RawSocket(port: siege.port) }
        let bodies = try (0..<10).map { _ in try RawSocket(port: siege.port) }
        let readers = try (0..<3).map { _ in try RawSocket(port: siege.port, receiveBuffer: 4096) }
        for socket in heads { await socket.send("GET / HT") }
        for socket in bodies { await socket.send(Self.head + "Content-Length: 1000\r\n\r\n{") }
        let asked = String(repeating: "GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n", count: 500)
        for socket in readers { await socket.send(asked) }
        let load = try LoadGenerator(url: siege.server.url, stopsAtFirstFailure: true)
        async let running = load.run(connections: 8)
        try await wait("load") { await load.answered > 50 }

        let asking = ContinuousClock.now
        siege.server.send(signal: SIGTERM)
        #expect(try await siege.server.exitCode() == 0)
        #expect(ContinuousClock.now - asking < .seconds(7))
        let lost = await running.failures.filter { !$0.contains("refused") && !$0.contains("connect") }
        #expect(lost.isEmpty, "\(lost.prefix(3))")
        for socket in bodies {
            let received = await socket.receive()
            #expect(received.status == 503 && received.isProblem, "\(received.text)")
        }
    }
}
