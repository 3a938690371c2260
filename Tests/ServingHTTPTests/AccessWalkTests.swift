import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import ModelRegistry
import ModelStore
import NIOCore
import Serving
import TestSupport
import Testing

@testable import ServingHTTP

/// Walks the real router: what there is, in every spelling, with every method, as every caller.
@Suite struct AccessWalkTests {
    /// Who adds a route for everybody adds it here too, and has thought about it.
    private static let publicRoutes: Set<String> = [
        "GET /", "GET /docs", "GET /openapi.json", "GET /healthz", "GET /livez", "GET /readyz", "GET /v2/health/live",
        "GET /v2/health/ready",
    ]

    /// Routes whose answers do not end by themselves.
    private static let endlessPaths: Set<String> = ["/admin/events"]

    private static let methods: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace,
    ]

    /// A path that the template matches.
    private static func path(_ endpoint: Endpoint) -> String {
        endpoint.path
            .replacing("{model}", with: "default").replacing("{version}", with: "v3")
            .replacing(/\{[^}]*\}/, with: "x")
    }

    /// The same path as somebody might write it to get around a check, the plain one first.
    private static func spellings(_ path: String) -> [String] {
        let parts = path.split(separator: "/").map(String.init)
        guard let first = parts.first, let letter = first.utf8.first else { return [path] }
        let rest = parts.dropFirst().map { "/" + $0 }.joined()
        let doubled = parts.joined(separator: "//")
        let escaped = "%\(String(letter, radix: 16))\(first.dropFirst())"
        let (percent, backslash) = (path.replacing("/", with: "%2f"), path.replacing("/", with: "\\"))
        return [
            path, "\(path)/", "/\(path)", "//\(doubled)", "\(path)//", path.uppercased(), "/\(escaped)\(rest)",
            "/%2e\(path)", "/.\(path)", "/x/..\(path)", "/x/%2e%2e\(path)", "/\(first)/%2E\(rest)",
            "/\(first)/.\(rest)",
            "\(path)%2f", "\(path)%00", "\(path);a=b", "\(path)?a=/healthz", "/\(first)%2f\(rest.dropFirst())",
            percent, backslash, "/healthz/..\(path)",
        ]
    }

    private func status(
        _ client: any TestClientProtocol,
        _ method: HTTPRequest.Method,
        _ spelling: String,
        _ headers: HTTPFields = [:]
    ) async throws -> HTTPResponse.Status {
        let uri = spelling.hasPrefix("/") ? spelling : "/" + spelling
        return try await client.execute(uri: uri, method: method, headers: headers, body: nil).status
    }

    @Test func `the routes for everybody are those that were meant to be, and the admin API has none`() async throws {
        let endpoints = try await RouteBench(access: TestKeys.sources).frontEnd.endpoints(.all)
        let open = endpoints.filter { $0.scope == nil }.map { "\($0.method) \($0.path)" }
        #expect(Set(open) == Self.publicRoutes)
        #expect(open.count == Self.publicRoutes.count)
        for endpoint in endpoints where endpoint.path.hasPrefix("/admin") {
            #expect(endpoint.surface == .admin, "\(endpoint.path)")
        }
        for endpoint in endpoints where endpoint.surface == .admin {
            #expect(endpoint.scope != nil, "\(endpoint.path)")
        }
    }

    @Test func `without a key everything but the public routes answers 401, however it is written`() async throws {
        let bench = try await RouteBench(access: TestKeys.sources)
        let endpoints = bench.frontEnd.endpoints(.all)
        try await bench.withClient { client async throws in
            var count = 0
            for endpoint in endpoints where endpoint.scope != nil {
                for spelling in Self.spellings(Self.path(endpoint)) {
                    for method in Self.methods {
                        let status = try await self.status(client, method, spelling)
                        #expect(status == .unauthorized, "\(method) \(spelling)")
                        count += 1
                    }
                }
            }
            #expect(count > 1000)
        }
        #expect(bench.service.registry.active(of: "default").generation == 0)
        #expect(bench.service.loadedCount == 1)
        #expect(try await bench.store.history(of: nil, limit: 10).isEmpty)
    }

    @Test func `paths that there are not answer 401 too`() async throws {
        try await RouteBench(access: TestKeys.sources).withClient { client async throws in
            for path in [
                "/nothing", "/admin", "/admin/", "/admin/nothing", "/models", "/v2/nothing", "/metrics/x", "/.env",
            ] {
                for method in Self.methods {
                    #expect(try await self.status(client, method, path) == .unauthorized, "\(method) \(path)")
                }
                #expect(try await self.status(client, .get, path, TestKeys.bearer(TestKeys.predict)) == .notFound)
            }
        }
    }

    @Test func `a key of another scope answers 403, and never does anything`() async throws {
        let bench = try await RouteBench(access: TestKeys.sources)
        let endpoints = bench.frontEnd.endpoints(.all)
        let table = AccessTable(endpoints)
        try await bench.withClient { client async throws in
            for endpoint in endpoints where endpoint.scope != nil {
                let spellings = Self.spellings(Self.path(endpoint))
                for (scope, key) in TestKeys.all {
                    for method in Self.methods where table.requirement(endpoint.path, method)?.scope != scope {
                        let plain = try await self.status(client, method, spellings[0], TestKeys.bearer(key))
                        #expect(plain == .forbidden, "\(method) \(spellings[0]) as \(scope)")
                        guard [.get, endpoint.method].contains(method) else { continue }
                        for spelling in spellings.dropFirst() {
                            let status = try await self.status(client, method, spelling, TestKeys.bearer(key))
                            #expect(
                                [.forbidden, .notFound].contains(status),
                                "\(method) \(spelling) as \(scope): \(status)"
                            )
                        }
                    }
                }
            }
        }
        #expect(bench.service.registry.active(of: "default").generation == 0)
        #expect(bench.service.loadedCount == 1)
    }

    @Test func `the right key is let through, and public routes need none`() async throws {
        let bench = try await RouteBench(access: TestKeys.sources)
        let endpoints = bench.frontEnd.endpoints(.all).filter { !Self.endlessPaths.contains($0.path) }
        try await bench.withClient { client async throws in
            for endpoint in endpoints {
                let key = endpoint.scope.flatMap { TestKeys.all[$0] }
                let path = Self.path(endpoint)
                for spelling in [path, path + "/"] {
                    let status = try await self.status(
                        client,
                        endpoint.method,
                        spelling,
                        key.map(TestKeys.bearer) ?? [:]
                    )
                    #expect(![.unauthorized, .forbidden, .notFound].contains(status), "\(endpoint.method) \(spelling)")
                    let wrong = try await self.status(client, endpoint.method, spelling, TestKeys.bearer("wrong"))
                    #expect((wrong == .unauthorized) == (key != nil), "\(endpoint.method) \(spelling)")
                }
            }
        }
    }

    @Test func `the page on who may call what says what the table says`() async throws {
        let page = try String(contentsOfFile: PackageFiles.root + "/docs/http-api.md", encoding: .utf8)
        let rows = page.matches(of: /(?m)^\| `(GET|POST|PUT|DELETE) (\/[^`]*)` \| (—|`\w+`) \|$/)
        let written = Set(rows.map { "\($0.output.1) \($0.output.2) \($0.output.3)" })
        let endpoints = try await RouteBench(access: TestKeys.sources).frontEnd.endpoints(.all)
        let real = endpoints.map { "\($0.method) \($0.path) \($0.scope.map { "`\($0.rawValue)`" } ?? "—")" }
        #expect(written.symmetricDifference(real).sorted() == [])
    }
}
