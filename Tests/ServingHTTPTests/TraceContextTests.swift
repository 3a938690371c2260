import HTTPTypes
import Testing

@testable import ServingHTTP

@Suite struct TraceContextTests {
    private static let good = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

    private func trace(_ parents: [String], states: [String] = []) -> TraceContext {
        var headers: HTTPFields = [:]
        for parent in parents { headers.append(HTTPField(name: .traceparent, value: parent)) }
        for state in states { headers.append(HTTPField(name: .tracestate, value: state)) }
        return TraceContext(headers)
    }

    @Test func `a trace goes on with a span of its own`() {
        let trace = trace([Self.good])
        #expect(trace.traceID == "0af7651916cd43dd8448eb211c80319c")
        #expect(trace.parent == 0xb7ad_6b71_6920_3331)
        #expect(trace.isSampled && trace.spanID != "b7ad6b7169203331")
        #expect(trace.parentText == "00-0af7651916cd43dd8448eb211c80319c-\(trace.spanID)-01")
        #expect(TraceParent(trace.parentText) != nil)
    }

    @Test(arguments: [
        ("-00", false), ("-01", true), ("-02", false), ("-03", true), ("-ff", true), ("-fe", false),
    ]) func `the flags that are known go on and others do not`(_ flags: String, _ isSampled: Bool) {
        let trace = trace([String(Self.good.dropLast(3)) + flags])
        #expect(trace.parent != nil && trace.isSampled == isSampled)
        #expect(trace.parentText.suffix(2).first == "0" && trace.parentText.last.map { "0123".contains($0) } == true)
    }

    @Test(arguments: [
        "", "00", "00-", Self.good + "-", Self.good + "-00", Self.good + "0", String(Self.good.dropLast()),
        Self.good.uppercased(), "ff" + Self.good.dropFirst(2), "0g" + Self.good.dropFirst(2),
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319-cb7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0x",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333\u{1B}-01", "01-" + Self.good.dropFirst(3) + ".what",
        "cc-" + Self.good.dropFirst(3) + String(repeating: "x", count: 100_000), "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂",
    ]) func `what is no traceparent begins a new trace`(_ value: String) {
        #expect(TraceParent(value) == nil)
        let trace = trace([value], states: ["a=1"])
        #expect(trace.parent == nil && trace.state == nil && !trace.isSampled)
        #expect(trace.traceID.count == 32 && trace.traceID != "0af7651916cd43dd8448eb211c80319c")
    }

    @Test(arguments: ["01", "cc", "fe"]) func `a later version is read as far as it is known`(_ version: String) {
        for ending in ["", "-", "-what-comes-later"] {
            let trace = trace([version + Self.good.dropFirst(2) + ending])
            #expect(trace.traceID == "0af7651916cd43dd8448eb211c80319c")
            #expect(trace.parentText.hasPrefix("00-") && trace.parentText.utf8.count == 55)
        }
    }

    @Test func `two headers count as none`() {
        #expect(trace([Self.good, Self.good]).parent == nil)
    }

    @Test(arguments: [
        (["a=1"], "a=1"), (["a=1,b=2", "c=3"], "a=1,b=2,c=3"), (["a=1 , b=2 ,, "], "a=1,b=2"),
        (["1ab@sys=x y"], "1ab@sys=x y"), (["a_-*/0=!"], "a_-*/0=!"),
    ]) func `a tracestate goes on as it is`(_ given: [String], _ expected: String) {
        #expect(trace([Self.good], states: given).state == expected)
    }

    @Test(arguments: [
        "", " ", "a", "=1", "a=", "A=1", "a=1=2", "1a=1", "a@=1", "@b=1", "a@b@c=1", "a=\u{1B}", "a=é", "a=1,a=2",
        (0..<33).map { "k\($0)=1" }.joined(separator: ","), "a=" + String(repeating: "x", count: 257),
        String(repeating: "k", count: 257) + "=1", "a@1b=1",
    ]) func `a tracestate that is not as it should be is dropped as a whole`(_ given: String) {
        #expect(trace([Self.good], states: [given]).state == nil)
        #expect(trace([], states: ["a=1"]).state == nil)
    }

    @Test func `ids differ, and traces lie evenly between 0 and 1`() {
        let traces = (0..<20_000).map { _ in trace([]) }
        #expect(Set(traces.map(\.traceID)).count == traces.count && Set(traces.map(\.spanID)).count == traces.count)
        let low = traces.count { $0.fraction < 0.25 }
        #expect((4500...5500).contains(low))
        #expect(traces.allSatisfy { (0..<1).contains($0.fraction) })
    }
}

extension HTTPField.Name {
    static let traceparent = HTTPField.Name("traceparent") ?? .accept
    static let tracestate = HTTPField.Name("tracestate") ?? .accept
}
