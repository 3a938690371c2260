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

    @Test(arguments: ["127.0.0.1:8000", "127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:8000", "127.1.2.3:9"])
    func `a loopback listener without a key answers its own names`(host: String) {
        #expect(refusal(guarding(), request(host: host)) == nil)
    }

    @Test(arguments: [
        "evil.example", "evil.example:8000", "127.0.0.1.evil.example", "127.evil.example", "10.0.0.1", "",
        "localhost.evil",
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

    @Test func `the server's own page and a listed origin may call`() {
        let own: HTTPFields = [.origin: "http://localhost:8000"]
        #expect(refusal(guarding(), request(host: "localhost:8000", headers: own)) == nil)
        let listed: HTTPFields = [.origin: "https://ops.example"]
        #expect(
            refusal(guarding(origins: ["https://ops.example"]), request(host: "localhost:8000", headers: listed)) == nil
        )
    }
}
