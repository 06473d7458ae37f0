internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel
internal import Storage

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
        let known = Rubric.builtIn.map(\.name)
        guard known.contains(rubric) else { throw Problem.unknownRubric(rubric, known: known) }
        let entry = try await service.create(
            title: wish.title ?? "", course: wish.course, rubric: rubric, transcribe: wish.transcribe ?? true)
        var response = response(entry, status: .accepted)
        response.headers[.location] = ReviewStatus.path(entry.review.id)
        return response
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
        if request.headers[.ifNoneMatch].map({ matches($0, entry.entityTag) }) ?? false {
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
        var headers: HTTPFields = [.contentType: "application/json"]
        if let next = page.next { headers[HTTPField.Name("Link")!] = "</v1/reviews?limit=\(limit)&cursor=\(next)>; rel=\"next\"" }
        let body = ByteBuffer(bytes: try StoredJSON.data(Page(reviews: page.reviews.map(ReviewStatus.init))))
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }

    private func matches(_ header: String, _ tag: String) -> Bool {
        header.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.contains { $0 == tag || $0 == "W/" + tag || $0 == "*" }
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
