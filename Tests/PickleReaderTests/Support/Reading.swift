import PickleReader

/// What became of a file, for comparing in one line.
func code(
    reading bytes: [UInt8],
    policy: GlobalPolicy = .scikitLearn,
    budget: PickleBudget = PickleBudget()
) -> PickleError.Code? {
    do throws(PickleError) {
        _ = try PickleGraph(bytes, policy: policy, budget: budget)
        return nil
    } catch {
        return error.code
    }
}
