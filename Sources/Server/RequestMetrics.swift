internal import HTTPTypes
internal import Hummingbird
internal import Metrics
internal import Synchronization

/// Times requests by route, method and status: from the head of the request to the answer, without the time that a body takes on its way. The
/// framework's own middleware waits for that, and for it every answer leaves in three pieces instead of one.
struct RequestMetrics: RouterMiddleware {
    private struct Kind: Hashable {
        let route: String
        let method: HTTPRequest.Method
        let status: Int
    }

    /// Shared by all copies of the middleware.
    private final class Timers: Sendable {
        private let timers = Mutex<[Kind: Timer]>([:])

        subscript(kind: Kind) -> Timer {
            timers.withLock { timers in
                if let timer = timers[kind] { return timer }
                let timer = Timer(
                    label: "http.server.request.duration",
                    dimensions: [
                        ("http.route", kind.route), ("http.request.method", kind.method.rawValue), ("http.response.status_code", "\(kind.status)"),
                    ], preferredDisplayUnit: .seconds)
                timers[kind] = timer
                return timer
            }
        }
    }

    private let timers = Timers()
    private let active = Meter(label: "http.server.active_requests")

    /// Errors are answers by the time that they come here.
    func handle(_ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response) async throws -> Response {
        let begin = ContinuousClock.now
        active.increment()
        defer { active.decrement() }
        let response = try await next(request, context)
        // What has no route of its own shares one, so that nobody makes as many timers as there are paths.
        note(context.endpointPath ?? "none", request.method, response.status, since: begin)
        return response
    }

    func note(_ route: String, _ method: HTTPRequest.Method, _ status: HTTPResponse.Status, since begin: ContinuousClock.Instant) {
        timers[Kind(route: route, method: method, status: status.code)].record(duration: ContinuousClock.now - begin)
    }
}
