package import Admission
package import ModelRegistry
import Synchronization

/// Every instrument of the server, found by resolved names only: a name that a request made up never gets here.
package final class ServingMetrics: Sendable {
    /// What is counted for a model as a whole.
    package final class ModelInstruments: Sendable {
        package let cacheHits = Counter()
        package let cacheMisses = Counter()
        package let activations = Counter()
        package let rollbacks = Counter()
    }

    /// A number that another part keeps and `/metrics` shows.
    package struct OutsideNumber: Sendable {
        package enum Kind: Sendable {
            /// Only grows; its name ends with `_total`.
            case counter
            case gauge
        }

        package let name: String
        package let kind: Kind
        package let help: String
        package let read: @Sendable () -> Double

        package init(_ name: String, _ kind: Kind, _ help: String, read: @escaping @Sendable () -> Double) {
            self.name = name
            self.kind = kind
            self.help = help
            self.read = read
        }
    }

    private let outsideNumbers = Mutex<[OutsideNumber]>([])

    /// Shows a number among the metrics from now on.
    package func show(_ number: OutsideNumber) {
        outsideNumbers.withLock { $0.append(number) }
    }

    var shownNumbers: [OutsideNumber] { outsideNumbers.withLock { $0 } }

    private let versions = Mutex<[VersionKey: VersionInstruments]>([:])
    package let model = ModelInstruments()
    package let http = HTTPInstruments()
    /// The gate before predictions, where there is one.
    let gate = AtomicLazyReference<AdmissionGate>()
    private let breakers: CircuitBreaker.Policy

    /// - Parameter breakers: when a version that fails is no longer asked.
    package init(breakers: CircuitBreaker.Policy = .off) {
        self.breakers = breakers
    }

    /// The instruments of a version that exists, made at the first call.
    package func instruments(for key: VersionKey) -> VersionInstruments {
        versions.withLock { versions in
            if let known = versions[key] { return known }
            let made = VersionInstruments(breaker: breakers)
            versions[key] = made
            return made
        }
    }

    /// The instruments of a version that has some; for names that may be made up.
    package func knownInstruments(for key: VersionKey) -> VersionInstruments? {
        versions.withLock { $0[key] }
    }

    /// All versions that have instruments, ordered by model and version.
    var allVersions: [(key: VersionKey, instruments: VersionInstruments)] {
        versions.withLock { Array($0) }
            .sorted {
                $0.key.model == $1.key.model
                    ? naturallyPrecedes($0.key.version, $1.key.version) : $0.key.model < $1.key.model
            }
            .map { ($0.key, $0.value) }
    }
}
