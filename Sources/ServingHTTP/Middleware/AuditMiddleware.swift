import HTTPTypes
import Hummingbird
import Identity
import ModelStore
import Serving

/// Writes down what is done and tried on the admin surface, before the answer goes out: every request that would change
/// something, however it ended, and every caller who was turned away.
struct AuditMiddleware: RouterMiddleware {
    let table: AccessTable
    let log: AuditLog

    func handle(
        _ request: Request,
        context: ServingContext,
        next: (Request, ServingContext) async throws -> Response
    ) async throws -> Response {
        guard let requirement = table.requirement(context.endpointPath, request.method), requirement.surface == .admin
        else { return try await next(request, context) }
        let note = AuditNote()
        context.audit = note
        let isChange = requirement.scope == .admin && !Self.harmless.contains(request.method)
        do {
            let response = try await next(request, context)
            let outcome = note.facts.outcome ?? "done"
            await record(request, context, note.facts, response.status, outcome, isChange: isChange)
            return response
        } catch {
            let failure = ProblemTable.failure(from: error)
            let status = ProblemTable.row(for: failure.code).status
            await record(request, context, note.facts, status, failure.detail, isChange: isChange)
            throw error
        }
    }

    /// Methods that change nothing.
    private static let harmless: Set<HTTPRequest.Method> = [.get, .head, .options, .trace]

    private func record(
        _ request: Request,
        _ context: ServingContext,
        _ facts: AuditNote.Facts,
        _ status: HTTPResponse.Status,
        _ outcome: String,
        isChange: Bool
    ) async {
        let isRefusal = status == .unauthorized || status == .forbidden
        guard isChange || isRefusal else { return }
        let draft = AuditDraft(
            kind: context.principal?.kind.rawValue ?? "none",
            name: context.principal?.name ?? "",
            address: context.address,
            method: request.method.rawValue,
            route: context.endpointPath ?? "",
            model: facts.model,
            version: facts.version,
            reason: facts.reason,
            requestID: context.requestID,
            status: status.code,
            outcome: outcome
        )
        await log.record(draft, isRefusal: isRefusal)
    }
}
