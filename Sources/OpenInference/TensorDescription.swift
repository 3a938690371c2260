/// A tensor that a model takes or gives.
package struct TensorDescription: Sendable, Equatable {
    package let name: String
    package let datatype: TensorDatatype
    /// -1 for any number of rows.
    package let shape: [Int]
}
