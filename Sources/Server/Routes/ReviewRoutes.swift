internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel

/// Creating, finding, polling and cancelling reviews.
struct ReviewRoutes {
    let service: ReviewService

    func add(to group: RouterGroup<BasicRequestContext>) {
        group.post("reviews", use: create)
        group.get("reviews", use: list)
        group.get("reviews/{id}", use: poll)
        group.post("reviews/{id}/cancel", use: cancel)
    }

    private struct Creation: Decodable {
        var title: String?
        var course: String?
        var rubric: String?
        var transcribe: Bool?
    }

    @Sendable
    private func create(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let wish = try await creation(request)
        let rubric = wish.rubric ?? Rubric.lecture.name
        if let objection = Rubric.objection(to: rubric) { throw Problem.unknownRubric(objection) }
        try check(wish)
        let entry = try await service.create(
            title: wish.title ?? "", course: wish.course, rubric: rubric, transcribe: wish.transcribe ?? true)
        var response = response(entry, status: .accepted)
        response.headers[.location] = ReviewStatus.path(entry.review.id)
        return response
    }

    private func check(_ wish: Creation) throws {
        for (name, text, limit) in [("title", wish.title, 500), ("course", wish.course, 100)] where text.map({ $0.utf8.count > limit }) ?? false {
            throw Problem(
                .unprocessableContent, "too-long", title: "The \(name) is too long", detail: "A \(name) has up to \(limit) bytes of UTF-8.")
        }
    }

    /// An empty body asks for a review with everything as usual.
    private func creation(_ request: Request) async throws -> Creation {
        let body = try await request.body.collect(upTo: 64 << 10)
        guard body.readableBytes > 0 else { return Creation() }
        do {
            return try JSONDecoder().decode(Creation.self, from: Data(body.readableBytesView))
        } catch {
            throw Problem(
                .badRequest, "invalid-json", title: "The request is not understood",
                detail: "The body must be a JSON object with any of: title, course, rubric (strings), transcribe (true or false).")
        }
    }

    @Sendable
    private func poll(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let entry = try await service.entry(try context.parameters.require("id"))
        if EntityTag.isKnown(entry.entityTag, to: request) {
            return Response(status: .notModified, headers: cacheHeaders(entry))
        }
        return response(entry, status: .ok)
    }

    @Sendable
    private func cancel(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        response(try await service.cancel(try context.parameters.require("id")), status: .ok)
    }

    private struct Page: Encodable {
        var reviews: [ReviewStatus]
    }

    @Sendable
    private func list(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let limit = min(max(request.uri.queryParameters["limit"].flatMap { Int($0) } ?? 50, 1), 200)
        let page = try await service.list(cursor: request.uri.queryParameters["cursor"].map(String.init), limit: limit)
        var headers: HTTPFields = [:]
        if let next = page.next { headers[HTTPField.Name("Link")!] = "</v1/reviews?limit=\(limit)&cursor=\(next)>; rel=\"next\"" }
        return try .json(Page(reviews: page.reviews.map(ReviewStatus.init)), headers: headers)
    }

    private func cacheHeaders(_ entry: ReviewBoard.Entry) -> HTTPFields {
        var headers: HTTPFields = [.eTag: entry.entityTag, .cacheControl: "private, no-cache"]
        if !entry.review.state.isFinal { headers[.retryAfter] = "2" }
        return headers
    }

    private func response(_ entry: ReviewBoard.Entry, status: HTTPResponse.Status) -> Response {
        var headers = cacheHeaders(entry)
        headers[.contentType] = "application/json"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: entry.body))
    }
}
