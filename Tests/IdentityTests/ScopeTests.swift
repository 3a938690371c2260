import Identity
import Testing

@Suite struct ScopeTests {
    @Test func `scopes are written as they are documented`() {
        #expect(Scope.allCases.map(\.rawValue) == ["predict", "observe", "admin"])
        #expect(Set<Scope>([.admin, .predict]).names == "predict, admin")
        #expect(Set<Scope>().names == "none")
    }
}
