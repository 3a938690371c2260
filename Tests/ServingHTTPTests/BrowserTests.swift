import HTTPTypes
import Hummingbird
import HummingbirdTesting
import ModelSwitchAPI
import NIOCore
import Testing

@testable import ServingHTTP

/// What browsers are told and asked.
@Suite struct BrowserTests {
    private static let app: HTTPFields = [.origin: "https://app.example"]

    private static func header(_ response: TestResponse, _ name: String) -> String? {
        HTTPField.Name(name).flatMap { response.headers[$0] }
    }

    // MARK: - Origins

    @Test(arguments: [
        ("https://app.example", "https://app.example"), ("HTTPS://App.Example:443", "https://app.example"),
        ("http://localhost:3000", "http://localhost:3000"), ("http://[::1]:80", "http://[::1]"),
        ("http://127.0.0.1:65535", "http://127.0.0.1:65535"), ("chrome-extension://abc", "chrome-extension://abc"),
    ])
    func `an origin is read as browsers write it`(text: String, written: String) {
        #expect(WebOrigin(text)?.description == written)
    }

    @Test(arguments: [
        "", "null", "*", "app.example", "https://", "https://app.example/", "https://app.example/path", "://x",
        "https:app.example", "https://user@app.example", "https://app.example:", "https://app.example:0x1",
        "https://app.example:65536", "https://app.example:+80", "https://app.example:-1", "https://a b",
        "https://a,https://b", "https://[::1",
        "https://[::1]x", "https://[abc]", "1https://x", "https://é.example", "https://a?b", "https://a#b",
    ])
    func `anything else is no origin`(text: String) {
        #expect(WebOrigin(text) == nil)
    }

    @Test func `a preflight names the methods of the route and the headers that it takes`() async throws {
        try await RouteBench(origins: ["https://app.example"]).withClient { client async throws in
            let answers = [("/predict", "POST"), ("/healthz", "GET, HEAD"), ("/admin/rollback", "POST")]
            for (path, methods) in answers {
                let response = try await client.execute(uri: path, method: .options, headers: Self.app, body: nil)
                #expect(response.status == .noContent)
                #expect(response.headers[.accessControlAllowMethods] == methods)
                #expect(response.headers[.accessControlAllowHeaders]?.contains("Authorization") == true)
                #expect(response.headers[.accessControlAllowOrigin] == "https://app.example")
                #expect(response.headers[.accessControlAllowCredentials] == nil)
                #expect(response.headers[.vary] == "Origin")
            }
            let unknown = try await client.execute(uri: "/made-up", method: .options, headers: Self.app, body: nil)
            #expect(unknown.status == .notFound)
        }
    }

    @Test func `refusals can be read by the page too`() async throws {
        try await RouteBench(origins: ["https://app.example"], key: "secret").withClient { client async throws in
            let refused = try await client.get("/admin/models", headers: Self.app)
            #expect(refused.status == .unauthorized)
            #expect(refused.headers[.accessControlAllowOrigin] == "https://app.example")
            #expect(refused.headers[.accessControlExposeHeaders]?.contains("Retry-After") == true)
        }
    }

    @Test func `who keeps answers is told that they depend on the origin`() async throws {
        try await RouteBench(origins: ["https://app.example"]).withClient { client async throws in
            for headers in [HTTPFields(), [.origin: "https://evil.example"], Self.app, [.origin: "null"]] {
                #expect(try await client.get("/healthz", headers: headers).headers[.vary] == "Origin")
            }
        }
    }

    @Test(arguments: ["null", "https://app.example.evil", "HTTPS://APP.EXAMPLE", "https://app.example, https://x", "*"])
    func `an origin that is like a listed one is not it`(origin: String) async throws {
        try await RouteBench(origins: ["https://app.example"]).withClient { client async throws in
            let response = try await client.get("/healthz", headers: [.origin: origin])
            #expect(response.headers[.accessControlAllowOrigin] == nil)
        }
    }

    @Test func `a star lets any page read predictions, never with credentials, and never admin`() async throws {
        try await RouteBench(origins: ["*"]).withClient { client async throws in
            let open = try await client.get("/healthz", headers: [.origin: "https://any.example"])
            #expect(open.headers[.accessControlAllowOrigin] == "*")
            #expect(open.headers[.accessControlAllowCredentials] == nil)
            let admin = try await client.execute(
                uri: "/admin/models",
                method: .options,
                headers: [.origin: "https://any.example"],
                body: nil
            )
            #expect(admin.status == .forbidden)
            #expect(admin.headers[.accessControlAllowOrigin] == nil)
            #expect(admin.headers[.accessControlAllowMethods] == nil)
        }
    }

    // MARK: - Security headers

    @Test func `no answer may be taken for another type`() async throws {
        try await RouteBench().withClient { client async throws in
            for path in ["/", "/docs", "/healthz", "/metrics", "/made-up", "/predict", "/admin/models"] {
                #expect(try await client.get(path).headers[.xContentTypeOptions] == "nosniff", "\(path)")
            }
        }
    }

    @Test(arguments: ["/", "/docs", "/openapi.json"])
    func `pages cannot be framed and give nothing away`(path: String) async throws {
        try await RouteBench().withClient { client async throws in
            let response = try await client.get(path)
            #expect(Self.header(response, "X-Frame-Options") == "DENY")
            #expect(Self.header(response, "Referrer-Policy") == "no-referrer")
            #expect(Self.header(response, "Cross-Origin-Resource-Policy") == "same-origin")
            #expect(Self.header(response, "Permissions-Policy")?.contains("camera=()") == true)
            #expect(response.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            #expect(response.headers[values: .contentSecurityPolicy].count == 1)
        }
    }

    @Test func `what depends on a key is kept by nobody`() async throws {
        try await RouteBench(key: "secret").withClient { client async throws in
            #expect(try await client.get("/metrics").headers[.cacheControl] == "no-store")
            #expect(try await client.get("/admin/models").headers[.cacheControl] == "no-store")
            #expect(try await client.post("/predict", "{}").headers[.cacheControl] == "no-store")
            #expect(try await client.get("/docs").headers[.cacheControl] == nil)
        }
    }

    @Test func `browsers are told to stay with TLS where there is TLS`() async throws {
        try await RouteBench().withClient { client async throws in
            #expect(try await client.get("/").headers[.strictTransportSecurity] == nil)
        }
        try await RouteBench(isTLS: true).withClient { client async throws in
            #expect(try await client.get("/").headers[.strictTransportSecurity]?.hasPrefix("max-age=") == true)
        }
    }
}
