import Testing

@testable import Identity

@Suite struct KeyDigestTests {
    /// `printf abc | sha256sum`.
    private let abc = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

    @Test func `the hash is the one that sha256sum gives`() {
        #expect(KeyDigest(of: "abc").text == abc)
        #expect(KeyDigest(abc) == KeyDigest(of: "abc"))
        #expect(KeyDigest(abc.uppercased().replacing("SHA256", with: "sha256")) == KeyDigest(of: "abc"))
    }

    @Test(arguments: ["", "sha256:", "sha256:00", "sha512:" + String(repeating: "0", count: 64)])
    func `anything else is no hash`(text: String) {
        #expect(KeyDigest(text) == nil)
        #expect(KeyDigest(String(abc.dropLast()) + "g") == nil)
        #expect(KeyDigest(abc + "0") == nil)
        #expect(KeyDigest(String(abc.dropLast()) + "é") == nil)
    }

    @Test func `equality is all ones or nothing, wherever the difference is`() {
        let digest = KeyDigest(of: "abc")
        #expect(digest.equality(to: digest) == .max)
        for place in 7..<71 {
            var digits = Array(abc.utf8)
            digits[place] = digits[place] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
            let other = KeyDigest(String(decoding: digits, as: UTF8.self))
            #expect(other.map(digest.equality(to:)) == 0, "digit \(place)")
        }
    }
}
