import Foundation
import Synchronization

/// Recognises callers by the credentials that hold now; they may be replaced while requests run.
package final class Authenticator: Sendable {
    /// Which routes want a caller who is known.
    package enum Coverage: Sendable {
        /// None: nothing is configured.
        case nothing
        /// Those of the admin API.
        case administration
        /// All but the public ones, and what there is no route for.
        case everything
    }

    package let coverage: Coverage
    private let credentials: Mutex<Credentials>
    private let now: @Sendable () -> Double

    /// - Parameter now: the clock that ends keys and tokens, in Unix seconds.
    package init(
        coverage: Coverage = .nothing,
        credentials: Credentials = Credentials(),
        now: @escaping @Sendable () -> Double = { Date().timeIntervalSince1970 }
    ) {
        self.coverage = coverage
        self.credentials = Mutex(credentials)
        self.now = now
    }

    /// Who brings a key or a token.
    package func identify(_ credential: String) throws(IdentityError) -> Principal {
        try credentials.withLock { $0 }.principal(of: credential, now: now)
    }

    /// Takes other credentials from now on.
    package func replace(with credentials: Credentials) {
        self.credentials.withLock { $0 = credentials }
    }
}
