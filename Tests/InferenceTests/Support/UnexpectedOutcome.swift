/// An answer of another kind than the model gives.
struct UnexpectedOutcome: Error {}
