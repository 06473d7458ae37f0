internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel

/// The operator's view of the queues.
struct QueueRoutes {
    let queue: JobQueue

    func add(to routes: inout RouteTable) {
        routes.get("v1/queues", .operate) { _, context in
            try Self.checkServesAll(context)
            return try await overview()
        }
        routes.post("v1/queues/{name}/pause", .operate) { _, context in try await setPaused(true, context) }
        routes.post("v1/queues/{name}/resume", .operate) { _, context in try await setPaused(false, context) }
        routes.post("v1/queues/{name}/retry", .operate, retryDead)
    }

    /// A queue serves every course, so that only who serves them all may see and move it as a whole.
    private static func checkServesAll(_ context: APIContext) throws {
        guard context.principal.scope == .all else { throw Problem.forbidden }
    }

    private struct Overview: Encodable {
        var queues: [QueueOverview]
    }

    private func overview() async throws -> Response {
        try .json(Overview(queues: try await queue.overview()), headers: [.cacheControl: "no-store"])
    }

    private func setPaused(_ paused: Bool, _ context: APIContext) async throws -> Response {
        try await queue.setPaused(paused, Self.stage(context))
        return try await overview()
    }

    private struct Retried: Encodable {
        var retried: Int
    }

    /// Lets every dead job of a queue begin anew.
    @Sendable
    private func retryDead(_ request: Request, _ context: APIContext) async throws -> Response {
        try .json(Retried(retried: try await queue.retryDead(Self.stage(context))), headers: [.cacheControl: "no-store"])
    }

    /// The queue that a path names.
    static func stage(_ context: APIContext) throws -> Stage {
        try checkServesAll(context)
        let name = try context.parameters.require("name")
        guard let stage = Stage(rawValue: name) else {
            let known = Stage.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.notFound, "queue-not-found", title: "No such queue", detail: "There is no queue \(name). Use one of: \(known).")
        }
        return stage
    }
}
