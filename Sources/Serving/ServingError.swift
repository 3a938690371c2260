/// Why a use case could not do what was asked; two of the same code are equal.
package struct ServingError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case unknownModel
        case unknownVersion
        /// No version was ever activated, and the default one does not exist.
        case noActiveVersion
        /// The features are not those that the model takes.
        case invalidFeatures
        /// A text where the model takes a number, or a number where it takes a text.
        case wrongFeatureType
        /// A prediction's version failed to load or to pass its checks.
        case versionUnavailable
        /// An activation's version failed to load or to pass its checks.
        case activationFailed
        /// Somebody else switched meanwhile.
        case generationMoved
        /// There is nothing to roll back to.
        case nothingToRollBackTo
        /// As much work is waiting as may wait.
        case saturated
        /// The state directory could not be written, so nothing was changed.
        case storeFailed
        /// The model repository cannot be read.
        case repositoryUnusable
        /// The time that the request had is over.
        case deadlineExceeded
        /// The version failed again and again, and is not asked for a while.
        case circuitOpen
        /// Whoever asked no longer waits for the answer.
        case callerGone
    }

    /// A part of the request that is to blame.
    package struct Field: Sendable, Equatable {
        /// Such as `features[3]`.
        package let path: String
        package let message: String

        package init(path: String, message: String) {
            self.path = path
            self.message = message
        }
    }

    package let code: Code
    /// What was got, what was expected, what to do.
    package let message: String
    package let fields: [Field]
    /// Seconds after which it is worth asking again; nil when that is not known.
    package let retryAfter: Double?
    /// Whether the version itself is to blame, as its circuit breaker counts it.
    package let blamesVersion: Bool

    package init(
        _ code: Code,
        _ message: String,
        fields: [Field] = [],
        retryAfter: Double? = nil,
        blamesVersion: Bool = false
    ) {
        self.code = code
        self.message = message
        self.fields = fields
        self.retryAfter = retryAfter
        self.blamesVersion = blamesVersion
    }

    package var description: String { message }

    package static func == (left: Self, right: Self) -> Bool { left.code == right.code }
}
