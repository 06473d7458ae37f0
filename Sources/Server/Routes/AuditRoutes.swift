internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel
internal import Storage

/// Who did what, for operators of the whole.
struct AuditRoutes {
    let queue: JobQueue

    func add(to routes: inout RouteTable) {
        routes.get("v1/audit", .operate, list)
    }

    private struct Page: Encodable {
        var entries: [Entry]
    }

    private struct Entry: Encodable {
        var id: String
        var at: String
        var actor: String?
        var account: String?
        var action: String
        var target: String
        var status: Int
        var address: String?

        init(_ entry: AuditEntry) {
            (id, actor, account, action) = (entry.id, entry.actor, entry.account, entry.action)
            (target, status, address) = (entry.target, entry.status, entry.address)
            at = InternetTime.text(entry.at)
        }
    }

    /// The newest first.
    @Sendable
    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        guard context.principal.scope == .all else { throw Problem.forbidden }
        let limit = try request.number("limit", in: 1...200, otherwise: 50)
        let before = request.text("before")
        guard before?.utf8.contains(0) != true else { throw Problem.invalidParameter("before", "Use the address of the Link header as it is.") }
        let entries = try await queue.database.read { try AuditStore.list(before: before, limit: limit + 1, $0) }
        var headers: HTTPFields = [.cacheControl: "no-store"]
        if entries.count > limit, let last = entries.dropLast().last {
            headers[.link] = "</v1/audit?limit=\(limit)&before=\(last.id)>; rel=\"next\""
        }
        return try .json(Page(entries: entries.prefix(limit).map(Entry.init)), headers: headers)
    }
}
