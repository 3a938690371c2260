/// The one shape in which a file may name the function that reads an attribute: `getattr(object, attribute)`.
///
/// `getattr` is how exploits climb from a harmless class to a shell, and it is never run here. An object of scipy's
/// discrete distributions holds a bound method of itself, which pickle can only write as such a call; it becomes a
/// record that nothing may be done with.
package struct AttributeReading: Sendable {
    /// Full names of the function.
    package var functions: Set<String>
    /// Modules in which the object's class must stand.
    package var ownerModules: Set<String>
    /// Attributes that may be read.
    package var attributes: Set<String>

    /// What `scipy.stats` writes, for example in the parameters of a randomised search.
    ///
    /// - Source: `vecentropy` in `scipy/stats/_distn_infrastructure.py`, `rv_discrete`.
    package static let scipyDistributions = AttributeReading(
        functions: ["builtins.getattr", "__builtin__.getattr"],
        ownerModules: [
            "scipy.stats._continuous_distns", "scipy.stats._discrete_distns", "scipy.stats._distn_infrastructure",
        ],
        attributes: ["_entropy"]
    )

    func isFunction(_ global: GlobalName) -> Bool {
        functions.contains("\(global.module).\(global.name)")
    }
}
