import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Identity
import ModelSwitchAPI
import NIOCore
import TestSupport
import Testing

@testable import ServingHTTP

@Suite struct KeyRouteTests {
    private let row = #"{"features":[\#(Array(repeating: "1", count: 30).joined(separator: ","))]}"#

    @Test func `without any key configured everything answers on loopback, whatever is sent`() async throws {
        try await RouteBench().withClient { client async throws in
            for headers: HTTPFields in [[:], TestKeys.bearer("whatever")] {
                #expect(try await client.post("/predict", row, headers: headers).status == .ok)
                #expect(try await client.get("/admin/models", headers: headers).status == .ok)
                #expect(try await client.get("/nothing", headers: headers).status == .notFound)
            }
        }
    }

    @Test func `beyond loopback the admin API is closed until there are keys`() async throws {
        try await RouteBench(host: "0.0.0.0").withClient { client async throws in
            let closed = try await client.get("/admin/models")
            #expect(closed.status == .forbidden)
            #expect(try closed.decode(Problem.self).type.hasSuffix("admin-closed"))
            #expect(try await client.post("/predict", row).status == .ok)
        }
        try await RouteBench(access: TestKeys.sources, host: "0.0.0.0").withClient { client async throws in
            #expect(try await client.get("/admin/models").status == .unauthorized)
            #expect(try await client.get("/admin/models", headers: TestKeys.bearer(TestKeys.observe)).status == .ok)
        }
    }

    @Test func `an admin key alone guards the admin API, and everything where that is asked for`() async throws {
        try await RouteBench(key: "secret").withClient { client async throws in
            #expect(try await client.post("/predict", row).status == .ok)
            #expect(try await client.get("/metrics", headers: TestKeys.bearer("wrong")).status == .ok)
            #expect(try await client.get("/nothing").status == .notFound)
            #expect(try await client.get("/admin/models").status == .unauthorized)
            #expect(try await client.get("/admin/models", headers: TestKeys.bearer("wrong")).status == .unauthorized)
            #expect(try await client.get("/admin/models", headers: TestKeys.bearer("secret")).status == .ok)
        }
        var required = CredentialSources()
        required.isRequiredEverywhere = true
        try await RouteBench(key: "secret", access: required).withClient { client async throws in
            #expect(try await client.post("/predict", row).status == .unauthorized)
            #expect(try await client.get("/nothing").status == .unauthorized)
            #expect(try await client.get("/healthz").status == .ok)
            #expect(try await client.post("/predict", row, headers: TestKeys.bearer("secret")).status == .ok)
        }
    }

    @Test func `a refusal says what RFC 6750 wants, and what is needed`() async throws {
        try await RouteBench(access: TestKeys.sources).withClient { client async throws in
            let missing = try await client.post("/predict", row)
            #expect(missing.headers[.wwwAuthenticate] == #"Bearer realm="modelswitch""#)
            #expect(try missing.decode(Problem.self).detail.contains("a key is needed that has the scope 'predict'"))
            let wrong = try await client.post("/predict", row, headers: TestKeys.bearer("wrong"))
            #expect(wrong.headers[.wwwAuthenticate] == #"Bearer realm="modelswitch", error="invalid_token""#)
            let other = try await client.post("/predict", row, headers: TestKeys.bearer(TestKeys.admin))
            #expect(other.status == .forbidden)
            #expect(
                other.headers[.wwwAuthenticate]
                    == #"Bearer realm="modelswitch", error="insufficient_scope", scope="predict""#
            )
            let detail = try other.decode(Problem.self).detail
            #expect(detail == "this needs the scope 'predict'; the key 'operator' has: admin")
            for response in [missing, wrong, other] { #expect(!response.text.contains("sha256")) }
        }
    }

    @Test func `a key is taken from either header, and from one place only`() async throws {
        let name = try #require(HTTPField.Name("X-API-Key"))
        @Sendable func both(_ authorization: [String], _ keys: [String]) -> HTTPFields {
            var headers = HTTPFields()
            for value in authorization { headers.append(HTTPField(name: .authorization, value: value)) }
            for value in keys { headers.append(HTTPField(name: name, value: value)) }
            return headers
        }
        let key = TestKeys.predict
        try await RouteBench(access: TestKeys.sources).withClient { [row] client async throws in
            let good = [
                both(["Bearer \(key)"], []), both(["bearer  \(key)"], []), both(["BEARER \(key)"], []), both([], [key]),
                both(["Bearer \(key)"], [key]), both(["Basic eDp5"], [key]), both(["Bearer \(key)"], [""]),
            ]
            for headers in good { #expect(try await client.post("/predict", row, headers: headers).status == .ok) }
            let bad = [
                both(["Bearer \(key)", "Bearer \(key)"], []), both(["Bearer \(key)", "Basic eDp5"], []),
                both(["Bearer \(key)"], ["other"]), both(["Bearer other"], [key]), both([], [key, key]),
                both(["Basic \(key)"], []), both([key], []), both(["Bearer"], []), both(["Bearer "], []),
                both([""], []),
                both(["Bearer \(key), Bearer \(key)"], []), both(["Bearer \(key)x"], []), both(["Bearer \(key) x"], []),
            ]
            for headers in bad {
                #expect(try await client.post("/predict", row, headers: headers).status == .unauthorized, "\(headers)")
            }
        }
    }

    @Test func `the history names the key, and a token's subject as one`() async throws {
        var sources = TestKeys.sources
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "s", count: 32), to: "secret")
        sources.secretFile = folder.path + "/secret"
        sources.tokenRules = TokenRules(audience: "modelswitch")
        // Made with openssl 3.0.19: printf HEAD.CLAIMS | openssl dgst -sha256 -hmac ssssssssssssssssssssssssssssssss
        let token = Self.token
        try await RouteBench(access: sources).withClient { client async throws in
            let switched = try await client.post(
                "/admin/set-active-version",
                #"{"version":"v2"}"#,
                headers: TestKeys.bearer(TestKeys.admin)
            )
            #expect(switched.status == .ok)
            let back = try await client.post("/admin/rollback", "{}", headers: TestKeys.bearer(token))
            #expect(back.status == .ok, "\(back.text)")
            let history = try await client.get("/admin/history", headers: TestKeys.bearer(TestKeys.observe))
            #expect(try history.decode([HistoryEntry].self).map(\.who) == ["token:operator@local", "operator@local"])
            let refused = try await client.post("/predict", row, headers: TestKeys.bearer(token))
            #expect(try refused.decode(Problem.self).detail.contains("the token of 'operator' has: admin"))
        }
    }

    private static let token =
        "eyJhbGciOiJIUzI1NiJ9."
        + "eyJzdWIiOiJvcGVyYXRvciIsImF1ZCI6Im1vZGVsc3dpdGNoIiwiZXhwIjoyMDAwMDAwMDAwLCJzY29wZSI6Im1vZGVsc3dpdGNoOmFkbWluIn0."
        + "H2QKRrcuv7X0BPfLISpt8Opkk1OdxgltT9guekHizLE"
}
