/// A version of a model: what a row of the table, a selection and a series of figures belong to.
package struct VersionID: Sendable, Hashable {
    package var model: String
    package var version: String

    package init(model: String, version: String) {
        self.model = model
        self.version = version
    }
}
