internal import Feedback
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel

extension QueuesPage {
    /// The operators' page, and its forms. They do what the API's routes do, and lead back.
    struct Routes {
        let queue: JobQueue
        let board: ReviewBoard
        let desk: PageDesk

        private static let path = "/queues"
        /// Jobs that are shown of each state.
        private static let most = 50

        func add(to routes: inout RouteTable) {
            routes.get("queues", .operate, show)
            routes.post("queues/{name}/pause", .operate) { _, context in try await setPaused(true, context) }
            routes.post("queues/{name}/resume", .operate) { _, context in try await setPaused(false, context) }
            routes.post("queues/{name}/retry", .operate, retryDead)
            routes.post("queues/jobs/{id}/retry", .operate) { _, context in try await change(context, queue.retry(job:)) }
            routes.post("queues/jobs/{id}/cancel", .operate) { _, context in try await change(context, queue.cancel(job:)) }
        }

        @Sendable
        private func show(_ request: Request, _ context: APIContext) async throws -> Response {
            let texts = desk.texts.queues
            let servesAll = context.principal.scope == .all
            var lines: [Line] = []
            if servesAll { lines = try await queue.overview().map { Line($0, texts) } }
            var groups: [Group] = []
            for state in [Job.State.dead, .running, .waiting] {
                let jobs = try await queue.jobs(in: state, of: JobRoutes.courses(of: context.principal), limit: Self.most + 1)
                let titles = jobs.reduce(into: [String: String]()) { $0[$1.review] = board[$1.review]?.review.title }
                groups.append(Group(state, jobs, limit: Self.most, titles: titles, texts))
            }
            let page = QueuesPage(queues: texts, servesAll: servesAll, lines: lines, groups: groups)
            return try desk.page(
                try desk.templates.queues.render(page),
                PageDesk.About(title: texts.heading, place: .queues, scripts: ["page.js", "queues.js"]), for: context)
        }

        private func setPaused(_ paused: Bool, _ context: APIContext) async throws -> Response {
            try await queue.setPaused(paused, QueueRoutes.stage(context))
            return .seeOther(Self.path)
        }

        @Sendable
        private func retryDead(_ request: Request, _ context: APIContext) async throws -> Response {
            _ = try await queue.retryDead(QueueRoutes.stage(context))
            return .seeOther(Self.path)
        }

        private func change(_ context: APIContext, _ action: (String) async throws -> Void) async throws -> Response {
            _ = try await JobRoutes(queue: queue).changed(context, action)
            return .seeOther(Self.path)
        }
    }
}
