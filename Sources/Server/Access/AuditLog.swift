internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import Logging
internal import ReviewModel
internal import Storage

/// Notes who changed what, and who was not let. Who says nothing of who they are is not noted: anybody could fill the log so.
struct AuditLog {
    let queue: JobQueue

    /// A chunk of an upload is no news: its creation and its review are.
    private static let quiet: Set<String> = ["GET", "HEAD", "OPTIONS", "PATCH"]

    /// What anybody may call changes nothing.
    static func notes(_ route: RouteTable.Route) -> Bool { route.permission != nil && !quiet.contains(route.method) }

    /// The same handler, with a note of how each call ended.
    func noting(_ next: @escaping RouteTable.Handler) -> RouteTable.Handler {
        { request, context in
            do {
                let response = try await next(request, context)
                // A form of a page is answered with where to go on.
                if response.status.kind == .successful || response.status == .seeOther {
                    let makes = request.method == .post && response.status != .seeOther
                    await note(response.status, request, context, made: makes ? response.headers[.location] : nil)
                }
                return response
            } catch let problem as Problem where problem.status == .forbidden || (problem.status == .unauthorized && context.hasToken) {
                await note(problem.status, request, context)
                throw problem
            }
        }
    }

    /// What was done is done: where it cannot be noted, the log says so instead.
    private func note(_ status: HTTPResponse.Status, _ request: Request, _ context: APIContext, made place: String? = nil) async {
        let now = queue.clock.now
        let entry = AuditEntry(
            id: Identifier.make(at: now), at: now, actor: context.principal.name, account: context.principal.account,
            action: "\(request.method.rawValue) \(context.endpointPath ?? "")", target: String((place ?? request.uri.path).prefix(500)),
            status: status.code, address: context.address)
        do {
            try await queue.database.write { try AuditStore.insert(entry, $0) }
        } catch {
            context.logger.error("The audit log cannot be written.", metadata: ["entry": "\(entry)", "cause": "\(error)"])
        }
    }
}
