/// An array of a ``PickleGraph``; its elements are read out row after row, whatever their order in the file.
///
/// Its bytes fill its shape exactly, so `count` elements come out. What is read is copied once.
package struct PickleArray: Sendable {
    let graph: PickleGraph
    let array: NumpyArray

    /// The dimensions; none for a single value.
    package var shape: [Int] { array.shape }

    /// The product of the dimensions.
    package var count: Int { array.count ?? 0 }

    /// Whether the elements are structures with named fields.
    package var isStructured: Bool { array.type.kind == .structure }

    package var isBoolean: Bool { array.type.kind == .boolean }

    package var isInteger: Bool { array.type.kind == .signed || array.type.kind == .unsigned }

    /// How numpy calls the elements, such as `f8`, `U10`, `c16` for complex numbers or `M8` for dates.
    package var typeCode: String { array.type.code.printable }

    package func hasField(_ name: String) -> Bool { array.type.fields.contains { $0.name == name } }

    /// Numbers of any kind; nil when the elements are something else.
    package func doubles() -> [Double]? { array.doubles(in: graph.arena) }

    /// Lends the numbers; nil when the elements are something else.
    ///
    /// - Complexity: nothing is copied for doubles that stand row after row in the file and are aligned, as joblib
    ///   writes them since 1.2; otherwise as ``doubles()``.
    package func withDoubles<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Double>) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        try array.withDoubles(in: graph.arena, body)
    }

    /// Whole numbers and booleans; nil when the elements are something else or do not fit.
    package func integers() -> [Int]? { array.integers(in: graph.arena) }

    /// Texts of a fixed width; nil when the elements are something else.
    package func strings() -> [String]? { array.strings(in: graph.arena) }

    /// The members of an array of objects; nil when the elements are something else.
    package func objects() -> [PickleValue]? {
        array.objects(in: graph.arena)?.map { PickleValue(graph: graph, node: $0) }
    }

    /// One field of every structure; nil when there is no such field.
    package func doubles(field name: String) -> [Double]? { array.doubles(field: name, in: graph.arena) }

    /// One field of every structure; nil when there is no such field or it is not whole.
    package func integers(field name: String) -> [Int]? { array.integers(field: name, in: graph.arena) }
}
