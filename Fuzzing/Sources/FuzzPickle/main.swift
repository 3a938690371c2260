import FuzzDriver
import PickleReader

/// Looks at everything near the root of a graph; hostile graphs contain themselves, so that levels and steps count.
struct GraphWalk {
    private var stepCount = 0

    mutating func look(at value: PickleValue, depth: Int = 0) {
        stepCount += 1
        guard stepCount < 500, depth < 12 else { return }
        _ = (value.kind, value.boolean, value.integer, value.number, value.text, value.global, value.className)
        _ = (value["a"], value["coef_"], value.memberCount, value.entryCount, value.state)
        if let array = value.array { look(at: array) }
        for member in (value.elements ?? []).prefix(20) { look(at: member, depth: depth + 1) }
        for member in (value.arguments ?? []).prefix(20) { look(at: member, depth: depth + 1) }
        for entry in (value.entries ?? []).prefix(20) {
            look(at: entry.key, depth: depth + 1)
            look(at: entry.value, depth: depth + 1)
        }
        if let state = value.state { look(at: state, depth: depth + 1) }
    }

    private func look(at array: PickleArray) {
        let doubles = array.doubles()
        precondition(doubles.map { $0.count == array.count } ?? true)
        precondition(array.withDoubles { $0.count } == doubles?.count)
        precondition(array.integers().map { $0.count == array.count } ?? true)
        precondition(array.strings().map { $0.count == array.count } ?? true)
        precondition(array.objects().map { $0.count == array.count } ?? true)
        for field in ["left_child", "threshold"] { _ = (array.doubles(field: field), array.integers(field: field)) }
    }
}

let status = FuzzDriver.run { start, count in
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    for policy in [GlobalPolicy.scikitLearn, GlobalPolicy.scikitLearn.lenient] {
        guard let graph = try? PickleGraph(bytes, policy: policy) else { continue }
        var walk = GraphWalk()
        walk.look(at: graph.root)
    }
    return 0
}
precondition(status == 0)
