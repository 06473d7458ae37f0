internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel

/// The operator's view of the queues.
struct QueueRoutes {
    let queue: JobQueue

    func add(to group: RouterGroup<APIContext>) {
        group.get("queues") { _, _ in try await overview() }
        group.post("queues/{name}/pause") { _, context in try await setPaused(true, context) }
        group.post("queues/{name}/resume") { _, context in try await setPaused(false, context) }
        group.post("queues/{name}/retry", use: retryDead)
    }

    private struct Overview: Encodable {
        var queues: [QueueOverview]
    }

    private func overview() async throws -> Response {
        try .json(Overview(queues: try await queue.overview()))
    }

    private func setPaused(_ paused: Bool, _ context: APIContext) async throws -> Response {
        try await queue.setPaused(paused, stage(context))
        return try await overview()
    }

    private struct Retried: Encodable {
        var retried: Int
    }

    /// Lets every dead job of a queue begin anew.
    @Sendable
    private func retryDead(_ request: Request, _ context: APIContext) async throws -> Response {
        try .json(Retried(retried: try await queue.retryDead(stage(context))))
    }

    private func stage(_ context: APIContext) throws -> Stage {
        let name = try context.parameters.require("name")
        guard let stage = Stage(rawValue: name) else {
            let known = Stage.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.notFound, "queue-not-found", title: "No such queue", detail: "There is no queue \(name). Use one of: \(known).")
        }
        return stage
    }
}
