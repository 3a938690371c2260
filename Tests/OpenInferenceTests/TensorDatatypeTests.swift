import OpenInference
import Testing

@Suite struct TensorDatatypeTests {
    @Test func `every datatype but BYTES has a size`() {
        #expect(TensorDatatype.allCases.filter { $0.size == nil } == [.bytes])
    }
}
