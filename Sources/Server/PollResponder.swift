internal import Feedback
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel

/// Answers polls from memory ahead of the router, whose way to a route takes a tenth of the time of a poll. What is not plainly one of them goes on
/// to the router as if this were not here: other methods, queries and preferences, who may not see it or cannot be told at once, and what is not
/// in memory.
struct PollResponder: HTTPResponder {
    let router: RouterResponder<APIContext>
    let service: ReviewService
    let reports: ReportRoutes
    let access: AccessControl
    let limits: RequestLimits
    let site: SiteGuard?
    /// Whether pages of other origins may use the API, which each answer then tells caches.
    let admitsOrigins: Bool
    let metrics: RequestMetrics

    func respond(to request: Request, context: APIContext) async throws -> Response {
        if let response = answer(request) { return response }
        return try await router.respond(to: request, context: context)
    }

    private func answer(_ request: Request) -> Response? {
        let begin = ContinuousClock.now
        guard let poll = Poll(request.head), let entry = service.board[poll.review], (try? site?.check(request)) != nil,
            let principal = access.principal(authorization: poll.authorization), principal.permissions.contains(poll.permission),
            principal.sees(review: entry.review.id, course: entry.review.course), var response = response(to: poll, with: entry)
        else { return nil }
        if !access.isOpen {
            let level = limits.take(for: principal)
            if level.isGranted { limits.tell(level, in: &response.headers) } else { response = limits.refusal(level, to: request) }
        }
        if admitsOrigins { response.headers.append(HTTPField(name: .vary, value: "Origin")) }
        metrics.note(poll.route, request.method, response.status, since: begin)
        return response
    }

    private func response(to poll: Poll, with entry: ReviewBoard.Entry) -> Response? {
        guard poll.isReport else {
            return Response(polled: entry, status: .ok, at: service.queue.clock.now, unlessKnownBy: poll.known)
        }
        return reports.ready(entry, as: ReportForm(accept: poll.accept, acceptLanguage: poll.acceptLanguage), unlessKnownBy: poll.known)
    }
}

/// What a poll says, each thing once.
private struct Poll {
    var review: String
    var isReport: Bool
    var known: String?
    var accept: String?
    var acceptLanguage: String?
    var authorization: String?

    private static let prefix = "/v1/reviews/"
    private static let suffix = "/report"

    init?(_ head: HTTPRequest) {
        guard head.method == .get, let path = head.path, path.hasPrefix(Self.prefix) else { return nil }
        isReport = path.hasSuffix(Self.suffix)
        review = String(path.utf8.dropFirst(Self.prefix.utf8.count).dropLast(isReport ? Self.suffix.utf8.count : 0)) ?? ""
        for field in head.headerFields {
            switch field.name {
            case .ifNoneMatch where known == nil: known = field.value
            case .accept where accept == nil: accept = field.value
            case .acceptLanguage where acceptLanguage == nil: acceptLanguage = field.value
            case .authorization where authorization == nil: authorization = field.value
            case .ifNoneMatch, .accept, .acceptLanguage, .authorization, .prefer, .origin, .cookie: return nil
            default: break
            }
        }
    }

    var permission: Permission { isReport ? ReportRoutes.reportPermission : ReviewRoutes.pollPermission }
    /// As the router writes it.
    var route: String { "/" + (isReport ? ReportRoutes.reportPath : ReviewRoutes.pollPath) }
}
