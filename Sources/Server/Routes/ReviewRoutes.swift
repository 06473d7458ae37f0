internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel

/// Creating, finding, polling, cancelling and deleting reviews.
struct ReviewRoutes {
    let service: ReviewService

    static let pollPath = "v1/reviews/{id}"
    static let pollPermission = Permission.follow

    func add(to routes: inout RouteTable) {
        routes.post("v1/reviews", .submit, create)
        routes.get("v1/reviews", .follow, list)
        routes.get(Self.pollPath, Self.pollPermission, poll)
        routes.post("v1/reviews/{id}/cancel", .withdraw, cancel)
        routes.post("v1/reviews/{id}/rerun", .respond, rerun)
        routes.delete("v1/reviews/{id}", .withdraw, delete)
    }

    @Sendable
    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let wish = try await request.object(ReviewWish.self, keys: ReviewWish.keys, form: ReviewWish.form) ?? ReviewWish()
        let principal = context.principal
        let entry = try await service.create(
            try await service.review(of: wish, for: principal), fetching: wish.source?.url,
            once: try IdempotencyKey(request, of: principal, for: wish), by: principal.name)
        var response = Response(polled: entry, status: .accepted, at: service.queue.clock.now)
        response.headers[.location] = ReviewStatus.path(entry.review.id)
        return response
    }

    private struct Rerun: Decodable {
        var rubric: String?
    }

    /// Judges again, by another rubric or by the newest form of the same one.
    @Sendable
    private func rerun(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await entry(context).review
        let wish = try await request.object(Rerun.self, keys: ["rubric"], form: "rubric (a string)")
        let rubric = try wish?.rubric.map(service.rubric) ?? service.rubrics[review.rubric.name] ?? review.rubric
        return Response(polled: try await service.judgeAgain(review, by: rubric), status: .accepted, at: service.queue.clock.now)
    }

    /// With `Prefer: wait` it answers once there is news: anything that the client does not have, or for a client that has nothing, the end.
    @Sendable
    private func poll(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let preference = Preference(request)
        let entry: ReviewBoard.Entry
        if let preference {
            let knows = request.headers[.ifNoneMatch] != nil
            entry = try await service.entry(id, seenBy: context.principal, within: preference.wait) { entry in
                entry.review.state.isFinal || (knows && !EntityTag.isKnown(entry.entityTag, to: request))
            }
        } else {
            entry = try await service.entry(id, seenBy: context.principal)
        }
        var response = Response(polled: entry, status: .ok, at: service.queue.clock.now, unlessKnownBy: request.headers[.ifNoneMatch])
        if let preference { response.headers[.preferenceApplied] = preference.applied }
        return response
    }

    @Sendable
    private func cancel(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try await entry(context).review.id
        return Response(polled: try await service.cancel(id), status: .ok, at: service.queue.clock.now)
    }

    @Sendable
    private func delete(_ request: Request, _ context: APIContext) async throws -> Response {
        try await service.delete(try await entry(context).review.id)
        return Response(status: .noContent)
    }

    private struct Page: Encodable {
        var reviews: [ReviewStatus]
    }

    @Sendable
    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let limit = try request.number("limit", in: 1...200, otherwise: 50)
        let state: Review.State? = try request.word("state")
        let course = request.text("course")
        guard course?.utf8.contains(0) != true else { throw Problem.hasNUL("course") }
        let page = try await service.list(
            course: course, state: state, cursor: request.text("cursor"), limit: limit, seenBy: context.principal)
        var headers: HTTPFields = [.cacheControl: "private, no-cache"]
        if let next = page.next {
            var address = URLComponents()
            address.path = "/v1/reviews"
            address.queryItems = [("limit", "\(limit)"), ("course", course), ("state", state?.rawValue), ("cursor", next)]
                .compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
            headers[.link] = "<\(address.string ?? "")>; rel=\"next\""
        }
        return try .json(Page(reviews: page.reviews.map { ReviewStatus($0, service.board[$0.id]?.outlook) }), headers: headers)
    }

    private func entry(_ context: APIContext) async throws -> ReviewBoard.Entry {
        try await service.entry(try context.parameters.require("id"), seenBy: context.principal)
    }
}

extension Response {
    /// A review as a poll shows it, or 304 where the client has it.
    ///
    /// - Parameter known: the value of `If-None-Match`.
    init(polled entry: ReviewBoard.Entry, status: HTTPResponse.Status, at now: @autoclosure () -> Double, unlessKnownBy known: String? = nil) {
        let isKnown = EntityTag.isKnown(entry.entityTag, by: known)
        var headers = isKnown ? entry.knownHeaders : entry.headers
        if let pause = entry.retryAfter(at: now()) { headers[.retryAfter] = "\(pause)" }
        guard !isKnown else {
            self.init(status: .notModified, headers: headers)
            return
        }
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: entry.body))
    }
}

extension ReviewBoard.Entry {
    /// Seconds after which there may be news; nil where there will be none.
    func retryAfter(at now: @autoclosure () -> Double) -> Int? {
        switch review.state {
        case .awaitingMedia: 15
        case .inProgress: outlook?.retryAfter(at: now()) ?? 2
        case .completed, .refused, .failed, .cancelled: nil
        }
    }
}
