import Crypto
import Foundation

/// Makes tokens by hand, good and bad ones.
enum TokenMint {
    static let secret = Array("0123456789abcdef0123456789abcdef".utf8)

    static func hs256(
        _ claims: String,
        header: String = #"{"alg":"HS256","typ":"JWT"}"#,
        secret: [UInt8] = secret
    ) -> String {
        let signed = part(header) + "." + part(claims)
        let code = HMAC<SHA256>.authenticationCode(for: Data(signed.utf8), using: SymmetricKey(data: secret))
        return signed + "." + part(Array(code))
    }

    static func part(_ text: String) -> String {
        part(Array(text.utf8))
    }

    static func part(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Claims that are right at `now` = 1000, with changes.
    static func claims(_ changes: [String: String?] = [:]) -> String {
        var fields: [String: String?] = [
            "sub": #""ci""#, "aud": #""modelswitch""#, "exp": "2000", "scope": #""predict admin""#,
        ]
        fields.merge(changes) { _, new in new }
        let members = fields.compactMap { name, value in value.map { "\"\(name)\":\($0)" } }
        return "{\(members.sorted().joined(separator: ","))}"
    }
}
