internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel

/// The operator's view of single jobs: which are dead, and why; retry and cancel.
struct JobRoutes {
    let queue: JobQueue

    func add(to routes: inout RouteTable) {
        routes.get("v1/jobs", .operate, list)
        routes.get("v1/jobs/{id}", .operate, show)
        routes.post("v1/jobs/{id}/retry", .operate) { _, context in try await change(context, queue.retry(job:)) }
        routes.post("v1/jobs/{id}/cancel", .operate) { _, context in try await change(context, queue.cancel(job:)) }
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

    private static var headers: HTTPFields { [.cacheControl: "no-store"] }

    @Sendable
    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let state: Job.State = try request.word("state") ?? .dead
        let limit = try request.number("limit", in: 1...200, otherwise: 50)
        let courses = Self.courses(of: context.principal)
        return try .json(Page(jobs: try await queue.jobs(in: state, of: courses, limit: limit).map(View.init)), headers: Self.headers)
    }

    /// The courses whose jobs somebody sees; nil for all.
    static func courses(of principal: Principal) -> Set<String>? {
        switch principal.scope {
        case .all: nil
        case .courses(let own): own
        case .review: []
        }
    }

    @Sendable
    private func show(_ request: Request, _ context: APIContext) async throws -> Response {
        try .json(View(try await job(context)), headers: Self.headers)
    }

    /// Does something to a job and shows it.
    private func change(_ context: APIContext, _ action: (String) async throws -> Void) async throws -> Response {
        try .json(View(try await changed(context, action)), headers: Self.headers)
    }

    /// The job that a path names, once something was done to it.
    func changed(_ context: APIContext, _ action: (String) async throws -> Void) async throws -> Job {
        let id = try await job(context).id
        do {
            try await action(id)
        } catch let refusal as JobQueue.Refusal {
            throw Self.problem(refusal, id)
        }
        return try await job(context)
    }

    /// The job that a path names. To those who do not serve its course, it does not exist.
    private func job(_ context: APIContext) async throws -> Job {
        let id = try context.parameters.require("id")
        guard let job = try await queue.job(id), context.principal.sees(review: job.review, course: job.course) else {
            throw Self.problem(.noSuchJob, id)
        }
        return job
    }

    private static func problem(_ refusal: JobQueue.Refusal, _ id: String) -> Problem {
        switch refusal {
        case .noSuchJob: Problem(.notFound, "job-not-found", title: "No such job", detail: refusal.sentence(about: id))
        case .state, .reviewCancelled: Problem(.conflict, "job-state", title: "Not in this state", detail: refusal.sentence(about: id))
        }
    }
}
