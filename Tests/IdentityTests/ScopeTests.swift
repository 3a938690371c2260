import Identity
import Testing

@Suite struct ScopeTests {
    @Test func `scopes are written as they are documented`() {
        #expect(Scope.allCases.map(\.rawValue) == ["predict", "observe", "admin"])
    }
}
