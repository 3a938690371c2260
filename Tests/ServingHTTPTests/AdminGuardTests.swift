import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import ServingHTTP

@Suite struct AdminGuardTests {
    private func request(host: String?, headers: HTTPFields = [:], method: HTTPRequest.Method = .post) -> Request {
        let head = HTTPRequest(
            method: method,
            scheme: "http",
            authority: host,
            path: "/admin/rollback",
            headerFields: headers
        )
        return Request(head: head, body: .init(buffer: ByteBuffer()))
    }

    private func guarding(
        isKeyed: Bool = false,
        host: String = "127.0.0.1",
        names: [String] = [],
        origins: [String] = []
    ) -> AdminGuard {
        AdminGuard(isKeyed: isKeyed, host: host, names: names, origins: origins)
    }

    private func refusal(_ adminGuard: AdminGuard, _ request: Request) -> HTTPFailure.Code? {
        do throws(HTTPFailure) {
            try adminGuard.check(request)
            return nil
        } catch {
            return error.code
        }
    }

    @Test(arguments: [
        "127.0.0.1:8000", "127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:8000", "127.1.2.3:9", "localhost.",
        "LocalHost.:80", "[0:0:0:0:0:0:0:1]", "localhost:", "[::ffff:127.0.0.1]:1",
    ])
    func `a loopback listener without a key answers its own names`(host: String) {
        #expect(refusal(guarding(), request(host: host)) == nil)
    }

    @Test(arguments: [
        "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "127.evil.example", "10.0.0.1", "",
        "localhost.evil", "[::1]evil.example", "[::1]evil.example:80", "localhost:80:80", "localhost:evil",
        "localhost:99999", "user@localhost", "localhost, evil.example", "localhost..", "[localhost]", "127.0.0.1:+80",
        "127.0.0.01", "0x7f000001", "2130706433", "localhost/", "[::1", "::1]", ".", ":80",
    ])
    func `a name that is none of the server's is refused`(host: String) {
        #expect(refusal(guarding(), request(host: host)) == .foreignHost)
        #expect(refusal(guarding(isKeyed: true), request(host: host)) == .foreignHost)
    }

    @Test func `a request without a Host is refused`() {
        #expect(refusal(guarding(), request(host: nil)) == .foreignHost)
    }

    @Test func `a name from the setting is the server's`() {
        #expect(refusal(guarding(names: ["models.internal"]), request(host: "models.internal:80")) == nil)
        #expect(refusal(guarding(names: ["Models.Internal."]), request(host: "models.internal")) == nil)
        #expect(refusal(guarding(names: ["2001:DB8::0:1"]), request(host: "[2001:db8::1]:80")) == nil)
    }

    @Test(arguments: ["0.0.0.0", "10.0.0.5", "models.internal", "::"])
    func `any other address wants keys, and is closed without`(host: String) {
        #expect(refusal(guarding(host: host), request(host: "localhost")) == .adminClosed)
        #expect(guarding(host: host).isClosed)
        #expect(refusal(guarding(isKeyed: true, host: host), request(host: "localhost")) == nil)
    }

    @Test func `a listener on all addresses is known by any literal address`() {
        let keyed = guarding(isKeyed: true, host: "0.0.0.0")
        #expect(refusal(keyed, request(host: "10.1.2.3:8000")) == nil)
        #expect(refusal(keyed, request(host: "[fe80::1]:8000")) == nil)
        #expect(refusal(keyed, request(host: "evil.example")) == .foreignHost)
    }

    @Test(arguments: [HTTPRequest.Method.get, .post, .delete, .options])
    func `a page of another origin is refused for every method`(method: HTTPRequest.Method) {
        let evil: HTTPFields = [.origin: "https://evil.example"]
        #expect(refusal(guarding(), request(host: "localhost:8000", headers: evil, method: method)) == .foreignOrigin)
        #expect(
            refusal(guarding(origins: ["*"]), request(host: "localhost:8000", headers: evil, method: method))
                == .foreignOrigin
        )
        #expect(
            refusal(guarding(), request(host: "localhost:8000", headers: [.origin: "null"], method: method))
                == .foreignOrigin
        )
    }

    @Test(arguments: [
        "null", "", "http://localhost", "http://localhost:8001", "http://evil.example:8000", "http://localhost:8000/",
        "http://localhost:8000, http://evil.example", "httpx://localhost:8000", "http://user@localhost:8000",
        "file://localhost:8000", "http://localhost.:8000", "//localhost:8000", "localhost:8000", "*",
    ])
    func `an origin that is like the server's own is not it`(origin: String) {
        let headers: HTTPFields = [.origin: origin]
        #expect(refusal(guarding(), request(host: "localhost:8000", headers: headers)) == .foreignOrigin)
    }

    @Test(arguments: [
        ("localhost:8000", "http://localhost:8000"), ("LOCALHOST:8000", "http://localhost:8000"),
        ("localhost", "http://localhost"), ("localhost:80", "http://localhost"), ("localhost", "http://localhost:80"),
        ("localhost:443", "https://localhost"), ("[::1]:8000", "http://[::1]:8000"),
        ("127.0.0.1:8000", "https://127.0.0.1:8000"), ("localhost.:8000", "http://localhost.:8000"),
    ])
    func `the server's own page may call, however its name is written`(host: String, origin: String) {
        #expect(refusal(guarding(), request(host: host, headers: [.origin: origin])) == nil)
    }

    @Test func `the server's own page and a listed origin may call`() {
        let own: HTTPFields = [.origin: "http://localhost:8000"]
        #expect(refusal(guarding(), request(host: "localhost:8000", headers: own)) == nil)
        let listed: HTTPFields = [.origin: "https://ops.example"]
        #expect(
            refusal(guarding(origins: ["https://ops.example"]), request(host: "localhost:8000", headers: listed)) == nil
        )
    }
}
