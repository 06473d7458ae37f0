internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel

/// Creating, finding, polling and cancelling reviews.
struct ReviewRoutes {
    let service: ReviewService

    func add(to group: RouterGroup<APIContext>) {
        group.post("reviews", use: create)
        group.get("reviews", use: list)
        group.get("reviews/{id}", use: poll)
        group.post("reviews/{id}/cancel", use: cancel)
        group.post("reviews/{id}/rerun", use: rerun)
    }

    @Sendable
    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let wish = try await wish(in: request, otherwise: ReviewWish(), form: ReviewWish.form)
        let entry = try await service.create(try service.review(of: wish))
        var response = response(entry, status: .accepted)
        response.headers[.location] = ReviewStatus.path(entry.review.id)
        return response
    }

    private struct Rerun: Decodable {
        var rubric: String?
    }

    /// Judges again, by another rubric or by the newest form of the same one.
    @Sendable
    private func rerun(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.parameters.require("id")
        let wish = try await wish(in: request, otherwise: Rerun(), form: "rubric (a string)")
        let current = try await service.entry(id).review.rubric
        let rubric = try wish.rubric.map(service.rubric) ?? service.rubrics[current.name] ?? current
        return response(try await service.judgeAgain(id, by: rubric), status: .accepted)
    }

    /// The JSON object in a request's body; an empty body asks for everything as usual.
    private func wish<Wish: Decodable>(in request: Request, otherwise usual: Wish, form: String) async throws -> Wish {
        let body = try await request.body.collect(upTo: 64 << 10)
        guard body.readableBytes > 0 else { return usual }
        do {
            return try JSONDecoder().decode(Wish.self, from: Data(body.readableBytesView))
        } catch {
            throw Problem(
                .badRequest, "invalid-json", title: "The request is not understood",
                detail: "The body must be a JSON object with any of: \(form).")
        }
    }

    @Sendable
    private func poll(_ request: Request, _ context: APIContext) async throws -> Response {
        let entry = try await service.entry(try context.parameters.require("id"))
        if EntityTag.isKnown(entry.entityTag, to: request) {
            return Response(status: .notModified, headers: cacheHeaders(entry))
        }
        return response(entry, status: .ok)
    }

    @Sendable
    private func cancel(_ request: Request, _ context: APIContext) async throws -> Response {
        response(try await service.cancel(try context.parameters.require("id")), status: .ok)
    }

    private struct Page: Encodable {
        var reviews: [ReviewStatus]
    }

    @Sendable
    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let limit = min(max(request.uri.queryParameters["limit"].flatMap { Int($0) } ?? 50, 1), 200)
        let page = try await service.list(cursor: request.uri.queryParameters["cursor"].map(String.init), limit: limit)
        var headers: HTTPFields = [:]
        if let next = page.next { headers[.link] = "</v1/reviews?limit=\(limit)&cursor=\(next)>; rel=\"next\"" }
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
