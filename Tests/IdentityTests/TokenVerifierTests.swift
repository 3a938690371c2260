import Foundation
import TestSupport
import Testing

@testable import Identity

@Suite struct TokenVerifierTests {
    private let folder = PackageFiles.root + "/Tests/Fixtures/tokens/"

    private func fixture(_ name: String) throws -> String {
        try String(contentsOfFile: folder + name, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func makeVerifier(
        _ rules: TokenRules = TokenRules(audience: "modelswitch"),
        secret: [UInt8]? = TokenMint.secret
    ) async throws -> TokenVerifier {
        let keys = try await TokenKeys(keySet: Array(fixture("jwks.json").utf8), secret: secret)
        return TokenVerifier(rules: rules, keys: keys)
    }

    private func refusal(_ token: String, _ verifier: TokenVerifier, now: Double = 1000) -> IdentityError? {
        do throws(IdentityError) {
            _ = try verifier.principal(of: token, now: now)
            return nil
        } catch {
            return error
        }
    }

    /// Tokens that openssl 3.0.19 signed, whose keys stand in the set.
    @Test(arguments: ["rs.jwt", "es.jwt"])
    func `tokens that openssl signed are taken, with their scopes`(name: String) async throws {
        let token = try fixture(name)
        let rules = TokenRules(audience: "modelswitch", issuer: "https://issuer.example")
        let principal = try await makeVerifier(rules).principal(of: token, now: 1_700_000_000)
        #expect(principal == Principal(kind: .token, name: "ci@example.org", scopes: [.predict, .observe]))
        let verifier = try await makeVerifier(rules)
        #expect(refusal(token, verifier, now: 2_000_000_061)?.code == .untimelyToken)
        #expect(refusal(token, verifier, now: 1_599_999_000)?.code == .untimelyToken)
    }

    @Test(arguments: ["rs.jwt", "es.jwt"])
    func `a token with any part changed is refused`(name: String) async throws {
        let token = try fixture(name)
        let verifier = try await makeVerifier()
        let parts = token.split(separator: ".")
        for index in parts.indices {
            for place in [0, 5, parts[index].count - 2] {
                var changed = parts.map { Array($0.utf8) }
                changed[index][place] =
                    changed[index][place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                let text = changed.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
                #expect(refusal(text, verifier, now: 1_700_000_000)?.code == .badToken, "part \(index), place \(place)")
            }
        }
    }

    @Test func `a shared secret signs tokens too`() async throws {
        let principal = try await makeVerifier().principal(of: TokenMint.hs256(TokenMint.claims()), now: 1000)
        #expect(principal.scopes == [.predict, .admin])
        let other = TokenMint.hs256(TokenMint.claims(), secret: TokenMint.secret.reversed())
        let verifier = try await makeVerifier()
        #expect(refusal(other, verifier)?.code == .badToken)
    }

    @Test func `a public key is no secret, whatever the token says of its algorithm`() async throws {
        let publicKeys = [
            try fixture("jwks.json"), try fixture("rsa-public.pem"), try fixture("rsa-public.pem") + "\n",
        ]
        for keys in [TokenMint.secret, nil] {
            let verifier = try await makeVerifier(secret: keys)
            for text in publicKeys {
                for header in [#"{"alg":"HS256","kid":"r1"}"#, #"{"alg":"RS256","kid":"r1"}"#, #"{"alg":"HS256"}"#] {
                    let forged = TokenMint.hs256(TokenMint.claims(), header: header, secret: Array(text.utf8))
                    #expect(refusal(forged, verifier)?.code == .badToken, "\(header)")
                }
            }
        }
    }

    @Test(arguments: [
        #"{"alg":"none"}"#, #"{"alg":"None","kid":"r1"}"#, #"{"alg":"","kid":"r1"}"#, #"{"kid":"r1"}"#,
        #"{"alg":"ES256","kid":"r1"}"#, #"{"alg":"RS256","kid":"e1"}"#, #"{"alg":"RS256"}"#,
        #"{"alg":"RS256","kid":"x1"}"#, #"{"alg":"HS256","kid":"o1","crit":["b64"],"b64":false}"#,
        #"{"alg":"RS512","kid":"r1"}"#, #"{"alg":"hs256"}"#, #"{"alg":["HS256"]}"#, "[]", "", "{",
        #"{"alg":"RS256","jwk":{"kty":"oct","k":"AA"}}"#, #"{"alg":"RS256","kid":"nobody"}"#,
    ])
    func `a header that no key answers for is refused, signed or not`(header: String) async throws {
        let verifier = try await makeVerifier()
        let signed = TokenMint.hs256(TokenMint.claims(), header: header)
        #expect(refusal(signed, verifier)?.code == .badToken)
        let unsigned = TokenMint.part(header) + "." + TokenMint.part(TokenMint.claims()) + "."
        #expect(refusal(unsigned, verifier)?.code == .badToken)
    }

    private static let badClaims: [([String: String?], IdentityError.Code)] = [
        (["exp": nil], .badToken), (["exp": #""2000""#], .badToken), (["exp": "null"], .badToken),
        (["exp": "940"], .untimelyToken), (["exp": "1e400"], .badToken), (["nbf": "1061"], .untimelyToken),
        (["aud": #""other""#], .badToken), (["aud": nil], .badToken), (["aud": "[]"], .badToken),
        (["aud": "7"], .badToken), (["sub": nil], .badToken), (["sub": "\"\""], .badToken), (["sub": "7"], .badToken),
        (["scope": "7"], .badToken),
    ]

    @Test(arguments: badClaims)
    func `claims that are missing, wrong or out of time refuse the token`(
        changes: [String: String?],
        code: IdentityError.Code
    ) async throws {
        let verifier = try await makeVerifier()
        #expect(refusal(TokenMint.hs256(TokenMint.claims(changes)), verifier)?.code == code)
    }

    @Test func `clocks may be a minute apart`() async throws {
        let verifier = try await makeVerifier()
        #expect(refusal(TokenMint.hs256(TokenMint.claims(["exp": "941"])), verifier) == nil)
        #expect(refusal(TokenMint.hs256(TokenMint.claims(["nbf": "1060"])), verifier) == nil)
    }

    @Test func `an issuer counts where one is set`() async throws {
        let verifier = try await makeVerifier(TokenRules(audience: "modelswitch", issuer: "us"))
        #expect(refusal(TokenMint.hs256(TokenMint.claims()), verifier)?.code == .badToken)
        #expect(refusal(TokenMint.hs256(TokenMint.claims(["iss": #""them""#])), verifier)?.code == .badToken)
        #expect(refusal(TokenMint.hs256(TokenMint.claims(["iss": #""us""#])), verifier) == nil)
    }

    @Test(arguments: [
        (#""observe other modelswitch:admin""#, Set<Scope>([.observe, .admin])),
        (#"["predict","x"]"#, Set<Scope>([.predict])),
        ("\"\"", Set<Scope>()), ("null", Set<Scope>()), (#""PREDICT other:admin predict,admin""#, Set<Scope>()),
    ])
    func `scopes are words or a list, and others' are passed over`(claim: String, scopes: Set<Scope>) async throws {
        let verifier = try await makeVerifier(TokenRules(audience: "modelswitch", scopeClaim: "scp"))
        let token = TokenMint.hs256(TokenMint.claims(["scp": claim]))
        #expect(try verifier.principal(of: token, now: 1000).scopes == scopes)
    }

    @Test func `a token that is too long is not looked at`() async throws {
        let token = TokenMint.hs256(TokenMint.claims(["x": "\"\(String(repeating: "x", count: 9000))\""]))
        let verifier = try await makeVerifier()
        #expect(refusal(token, verifier)?.message.contains("8192 bytes") == true)
    }

    @Test(arguments: ["a.b", "a.b.c.d", "..", "a.b.c", "=.=.=", "é.é.é", "\u{0}.\u{0}.\u{0}"])
    func `what only looks like a token is refused`(text: String) async throws {
        let verifier = try await makeVerifier()
        #expect(refusal(text, verifier)?.code == .badToken)
    }

    @Test func `a subject becomes a name that harms no log, and two stay two`() {
        #expect(TokenVerifier.name("auth0|abc@x.org") == "auth0|abc@x.org")
        let names = ["a\nb", "a\u{1B}b", "a b", "\u{202E}ab", String(repeating: "x", count: 500)].map(
            TokenVerifier.name
        )
        #expect(Set(names).count == names.count)
        for name in names {
            #expect(name.utf8.count <= 89 && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }, "\(name)")
        }
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"keys":[]}"#, #"{"keys":[{"kty":"oct","kid":"a","k":"AAAA"}]}"#,
        #"{"keys":[{"kty":"RSA","kid":"a"}]}"#, #"{"keys":[{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}]}"#,
        #"{"keys":[{"kty":"EC","crv":"P-256","kid":"a","x":"AA","y":"AA"}]}"#,
        #"{"keys":[{"kty":"RSA","kid":"a","n":"","e":""}]}"#, #"{"keys":[{"kty":"EC","crv":"P-384","kid":"a"}]}"#,
    ])
    func `a set without a usable key is refused`(text: String) async {
        await #expect(throws: CredentialError.self) { try await TokenKeys(keySet: Array(text.utf8), secret: nil) }
    }

    @Test func `a set with a private key, a kid twice, or a short secret is refused`() async throws {
        let set = try fixture("jwks.json")
        let secretive = set.replacing(#""kid": "r1","#, with: #""kid": "r1", "d": "AAAA","#)
        #expect(secretive != set)
        for bad in [secretive, set.replacing("\"e1\"", with: "\"r1\"")] {
            await #expect(throws: CredentialError.self) { try await TokenKeys(keySet: Array(bad.utf8), secret: nil) }
        }
        await #expect(throws: CredentialError.self) {
            try await TokenKeys(keySet: nil, secret: Array(TokenMint.secret.dropLast()))
        }
    }
}
