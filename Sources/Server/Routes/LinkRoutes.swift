internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel
internal import Storage

/// Links that show one report to whoever has them, for a time.
struct LinkRoutes {
    let service: ReviewService
    /// nil where nobody has to say who they are, and every address is as good as a link.
    let tokens: TokenBook?

    /// Hours for which a link holds, where nobody says otherwise, and at most.
    private static let usual = 14 * 24
    private static let longest = 366 * 24

    func add(to routes: inout RouteTable) {
        routes.post("v1/reviews/{id}/links", .respond, create)
        routes.delete("v1/reviews/{id}/links/{link}", .respond, revoke)
    }

    private struct Wish: Decodable {
        var hours: Int?
    }

    private struct Link: Encodable {
        var id: String
        var href: String
        /// The page that shows the same in a browser, with the recording.
        var page: String
        var expiresAt: String
    }

    @Sendable
    private func create(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id"), seenBy: context.principal).review
        let hours = try await request.object(Wish.self, keys: ["hours"], form: "hours (a number)")?.hours ?? Self.usual
        guard (1...Self.longest).contains(hours) else {
            throw Problem(
                .unprocessableContent, "hours", title: "A link cannot hold that long", detail: "Give from 1 to \(Self.longest) hours.")
        }
        let now = service.queue.clock.now
        let token = AccessToken(
            id: Identifier.make(at: now), name: "link for \(review.id)", roles: [], review: review.id, createdAt: now,
            expiresAt: now + Double(hours) * 3600)
        let secret = try await Secret.issue(token, in: service.queue.database)
        try await tokens?.refresh()
        let path = ReviewStatus.path(review.id)
        let link = Link(
            id: token.id, href: "\(path)/report?key=\(secret)", page: "\(PageAddress.review(review.id))?key=\(secret)",
            expiresAt: InternetTime.text(token.expiresAt ?? now))
        var response = try Response.json(link, headers: [.location: "\(path)/links/\(token.id)", .cacheControl: "no-store"])
        response.status = .created
        return response
    }

    @Sendable
    private func revoke(_ request: Request, _ context: APIContext) async throws -> Response {
        let review = try await service.entry(try context.parameters.require("id"), seenBy: context.principal).review
        let (id, now) = (try context.parameters.require("link"), service.queue.clock.now)
        guard try await service.queue.database.write({ try TokenStore.revoke(id, of: review.id, at: now, $0) }) != nil else {
            throw Problem(.notFound, "link-not-found", title: "No such link", detail: "There is no link \(id) for this review that still holds.")
        }
        try await tokens?.refresh()
        return Response(status: .noContent)
    }
}
