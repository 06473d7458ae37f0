internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel

/// The operator's view of single jobs: which are dead, and why; retry and cancel.
struct JobRoutes {
    let queue: JobQueue

    func add(to group: RouterGroup<APIContext>) {
        group.get("jobs", use: list)
        group.get("jobs/{id}", use: show)
        group.post("jobs/{id}/retry") { _, context in try await change(context, queue.retry(job:)) }
        group.post("jobs/{id}/cancel") { _, context in try await change(context, queue.cancel(job:)) }
    }

    /// A job as clients see it. Times are seconds since 1970.
    private struct View: Encodable {
        var id: String
        var queue: Stage
        var review: String
        var course: String?
        var state: Job.State
        var attempt: Int
        var leaseLosses: Int
        var progress: Double?
        var createdAt: Double
        var startedAt: Double?
        var finishedAt: Double?
        var errors: [Job.Failure]

        init(_ job: Job) {
            (id, queue, review, course, state) = (job.id, job.stage, job.review, job.course, job.state)
            (attempt, leaseLosses, progress, errors) = (job.attempt, job.leaseLosses, job.progress, job.errors)
            (createdAt, startedAt, finishedAt) = (job.createdAt, job.startedAt, job.finishedAt)
        }
    }

    private struct Page: Encodable {
        var jobs: [View]
    }

    @Sendable
    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let word = request.uri.queryParameters["state"].map(String.init) ?? Job.State.dead.rawValue
        guard let state = Job.State(rawValue: word) else {
            let known = Job.State.allCases.map(\.rawValue).joined(separator: ", ")
            throw Problem(.badRequest, "unknown-state", title: "No such state", detail: "Jobs are never \(word). Use one of: \(known).")
        }
        let limit = min(max(request.uri.queryParameters["limit"].flatMap { Int($0) } ?? 50, 1), 200)
        return try .json(Page(jobs: try await queue.jobs(in: state, limit: limit).map(View.init)))
    }

    @Sendable
    private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        try await view(context.parameters.require("id"))
    }

    /// Does something to a job and shows it.
    private func change(_ context: APIContext, _ action: (String) async throws -> Void) async throws -> Response {
        let id = try context.parameters.require("id")
        do {
            try await action(id)
        } catch let refusal as JobQueue.Refusal {
            throw Self.problem(refusal, id)
        }
        return try await view(id)
    }

    private func view(_ id: String) async throws -> Response {
        guard let job = try await queue.job(id) else { throw Self.problem(.noSuchJob, id) }
        return try .json(View(job))
    }

    private static func problem(_ refusal: JobQueue.Refusal, _ id: String) -> Problem {
        switch refusal {
        case .noSuchJob: Problem(.notFound, "job-not-found", title: "No such job", detail: refusal.sentence(about: id))
        case .state, .reviewCancelled: Problem(.conflict, "job-state", title: "Not in this state", detail: refusal.sentence(about: id))
        }
    }
}
