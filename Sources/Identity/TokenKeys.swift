import Foundation
import JWTKit

/// The keys that tokens may be signed with, each for one algorithm only.
///
/// A token names its algorithm itself; what it names must be its key's. So nobody can sign with a public key as though
/// it were a secret, or not at all.
package struct TokenKeys: Sendable {
    private var byIdentifier: [String: any JWTAlgorithm] = [:]
    private var secret: (any JWTAlgorithm)?

    /// Bytes that a secret must have at least, as RFC 7518 wants for HS256.
    static let minimumSecretBytes = 32

    /// - Parameters:
    ///   - keySet: a JSON Web Key Set (RFC 7517); keys that are not for signing with RS256 or ES256 are passed over.
    ///   - secret: for HS256; nil for none.
    /// - Throws: ``CredentialError`` for a set without a usable key, or a secret that is too short.
    package init(keySet: [UInt8]?, secret: [UInt8]?) async throws(CredentialError) {
        if let keySet { byIdentifier = try await Self.read(keySet) }
        guard let secret else { return }
        guard secret.count >= Self.minimumSecretBytes else {
            throw CredentialError(
                "JWT_HS256_SECRET_FILE",
                "the secret has \(secret.count) bytes; expected at least \(Self.minimumSecretBytes) random ones"
            )
        }
        self.secret = await Self.algorithm(
            JWTKeyCollection().add(hmac: HMACKey(from: secret), digestAlgorithm: .sha256)
        )
    }

    /// What checks a signature; nil where no key is for that algorithm.
    func algorithm(_ name: String, identifier: String?) -> (any JWTAlgorithm)? {
        if name == "HS256" { return secret }
        guard let algorithm = identifier.flatMap({ byIdentifier[$0] }), algorithm.name == name else { return nil }
        return algorithm
    }

    // MARK: - Key sets

    private struct KeySet: Decodable {
        let keys: [PublicKey]
    }

    private static func read(_ bytes: [UInt8]) async throws(CredentialError) -> [String: any JWTAlgorithm] {
        guard let set = try? JSONDecoder().decode(KeySet.self, from: Data(bytes)) else {
            throw CredentialError(setting, "no JSON Web Key Set; expected {\"keys\": […]}")
        }
        var found: [String: any JWTAlgorithm] = [:]
        for key in set.keys {
            guard let identifier = key.kid, let jwk = key.jwk else { continue }
            guard key.d == nil else {
                throw CredentialError(
                    setting,
                    "key '\(identifier)' is a private one; only its public half belongs here"
                )
            }
            guard let algorithm = try? await algorithm(JWTKeyCollection().add(jwk: jwk)) else {
                throw CredentialError(
                    setting,
                    "key '\(identifier)' cannot be used; expected an RSA key of at least 2048 bits, or one on P-256"
                )
            }
            guard found.updateValue(algorithm, forKey: identifier) == nil else {
                throw CredentialError(setting, "two keys have the kid '\(identifier)'; expected one")
            }
        }
        guard !found.isEmpty else {
            throw CredentialError(setting, "no usable key; expected one with a 'kid', for RS256 or ES256")
        }
        return found
    }

    private static let setting = "JWT_JWKS_FILE"

    private static func algorithm(_ collection: JWTKeyCollection) async -> (any JWTAlgorithm)? {
        try? await collection.getKey()
    }

    /// A key of a set, with the fields that are looked at.
    private struct PublicKey: Decodable {
        let kty: String
        let use: String?
        let alg: String?
        let kid: String?
        let n: String?
        let e: String?
        let crv: String?
        let x: String?
        let y: String?
        let d: String?

        /// Nil for a key that is for something else.
        var jwk: JWK? {
            guard use == nil || use == "sig" else { return nil }
            let identifier = kid.map { JWKIdentifier(string: $0) }
            switch (kty, alg ?? Self.algorithm(kty, crv)) {
            case ("RSA", "RS256"): return .rsa(.rs256, identifier: identifier, modulus: n, exponent: e)
            case ("EC", "ES256"): return .ecdsa(.es256, identifier: identifier, x: x, y: y, curve: .p256)
            default: return nil
            }
        }

        /// The algorithm of a key that names none.
        private static func algorithm(_ type: String, _ curve: String?) -> String? {
            switch (type, curve) {
            case ("RSA", _): "RS256"
            case ("EC", "P-256"): "ES256"
            default: nil
            }
        }
    }
}
