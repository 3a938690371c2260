import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import ServingHTTP

@Suite struct DocumentTests {
    @Test func `the page may run its own script and nothing else`() async throws {
        let bench = try await RouteBench()
        try await bench.withClient { client in
            let page = try await client.get("/docs")
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'"))
            #expect(!policy.contains("unsafe"))
            #expect(page.text.contains(DocumentationPage.script))
            #expect(!page.text.contains("src=\"http"))
        }
    }

    @Test func `the example is a row that the active model answers`() async throws {
        let bench = try await RouteBench()
        try await bench.withClient { client in
            let document = try await client.get("/openapi.json").fields
            let paths = try #require(document["paths"] as? [String: Any])
            let post = try #require((paths["/predict"] as? [String: Any])?["post"] as? [String: Any])
            let content = try #require((post["requestBody"] as? [String: Any])?["content"] as? [String: Any])
            let example = try #require((content["application/json"] as? [String: Any])?["example"])
            let body = String(decoding: try JSONSerialization.data(withJSONObject: example), as: UTF8.self)
            #expect(try await client.post("/predict", body).status == .ok)
        }
    }

    @Test(arguments: ["QUERY", "PROPFIND", "get", "OTHER", "other"])
    func `a method that no route has is a wrong method of its path`(name: String) async throws {
        let bench = try await RouteBench()
        let method = try #require(HTTPRequest.Method(name))
        try await bench.withClient { client in
            let known = try await client.execute(uri: "/healthz", method: method, headers: [:], body: nil)
            #expect(known.status == .methodNotAllowed)
            #expect(known.headers[.allow] == "GET, HEAD")
            let unknown = try await client.execute(uri: "/nothing", method: method, headers: [:], body: nil)
            #expect(unknown.status == .notFound)
        }
    }

    @Test func `what HTML would read as markup is text on the page`() {
        #expect("<b a='1'>&\"".escapedForHTML == "&lt;b a=&#39;1&#39;&gt;&amp;&quot;")
    }
}
