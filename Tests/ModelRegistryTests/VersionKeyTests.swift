import ModelRegistry
import Testing

@Suite struct VersionKeyTests {
    @Test(arguments: ["v1", "2024-01-31", "a.b_c-d", "7", String(repeating: "x", count: 64)])
    func `a plain name is valid`(name: String) {
        #expect(VersionKey.isValid(name: name))
    }

    @Test(arguments: [
        "", ".", "..", ".hidden", "-v1", "../v1", "a/b", "a\\b", "a b", "v1\n", "v1\0", "é", "%2e%2e",
        String(repeating: "x", count: 65),
    ])
    func `a name that could leave its folder, hide or split a line is not`(name: String) {
        #expect(!VersionKey.isValid(name: name))
    }

    @Test func `names sort as people count`() {
        let names = ["v10", "v2", "v1", "v1.10", "v1.9", "v02", "beta"]
        #expect(names.sorted(by: naturallyPrecedes) == ["beta", "v1", "v1.9", "v1.10", "v2", "v02", "v10"])
    }
}
