internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import Metrics
internal import ReviewModel
internal import Storage

/// For whoever runs the service: is it up, is it ready, and how is it doing.
struct HealthRoutes {
    let queue: JobQueue
    /// The metrics page.
    let exposition: @Sendable () -> String

    func add(to routes: inout RouteTable) {
        routes.get("livez", nil) { _, _ in Self.fine }
        routes.get("startupz", nil) { _, _ in try await ready() }
        routes.get("readyz", nil) { _, _ in try await ready() }
        routes.get("metrics", .operate) { _, context in
            guard context.principal.scope == .all else { throw Problem.forbidden }
            return try await metrics()
        }
    }

    private static var fine: Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: "ok\n")))
    }

    /// Ready means that the database answers.
    private func ready() async throws -> Response {
        _ = try await queue.database.read { try $0.query("SELECT 1 AS one") }
        return Self.fine
    }

    /// Depths and ages are asked for at each scrape, so that they are right also when other processes work.
    private func metrics() async throws -> Response {
        for overview in try await queue.overview() {
            let dimension = ("queue", overview.name.rawValue)
            for state in Job.State.allCases {
                Gauge(label: "lectern.queue.jobs", dimensions: [dimension, ("state", state.rawValue)])
                    .record(overview.jobs[state.rawValue] ?? 0)
            }
            Gauge(label: "lectern.queue.oldest_waiting_seconds", dimensions: [dimension]).record(overview.oldestWaiting ?? 0)
            Gauge(label: "lectern.queue.paused", dimensions: [dimension]).record(overview.paused ? 1 : 0)
            Gauge(label: "lectern.queue.workers", dimensions: [dimension]).record(overview.workers)
        }
        Gauge(label: "lectern.database.info", dimensions: [("durability", queue.database.summary)]).record(1)
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: exposition())))
    }
}
