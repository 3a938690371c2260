import Identity
import Serving

/// Who may call, and where what they do is written down.
struct Access {
    let authenticator: Authenticator
    let audit: AuditLog
}
