import Hummingbird
import Identity

/// Finds out who calls.
///
/// A key that is not right is remembered and not refused here: whether it matters depends on the route, and limits on
/// how often somebody may try stand between.
struct Identification {
    let authenticator: Authenticator

    /// Notes who calls, or why that is not known.
    func identify(_ request: Request, _ context: ServingContext) {
        guard authenticator.coverage != .nothing else { return }
        do throws(HTTPFailure) {
            guard let principal = try principal(request) else { return }
            context.principal = principal
        } catch {
            context.identificationFailure = error
        }
    }

    private func principal(_ request: Request) throws(HTTPFailure) -> Principal? {
        guard let credential = try Credential.find(in: request.headers) else { return nil }
        do {
            return try authenticator.identify(credential)
        } catch {
            throw Credential.wrong(error.message)
        }
    }
}
