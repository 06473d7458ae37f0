internal import HTTPTypes
internal import Hummingbird
internal import ReviewModel

/// News of a review as it comes: server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).
///
/// Each event is the whole of what a poll would show, so a client that was away misses nothing by getting only the newest.
struct EventRoutes {
    let service: ReviewService
    let access: AccessControl

    /// Seconds without news after which a comment shows that the connection lives; proxies cut those that are silent for a minute.
    private static let keepAlive = 15

    func add(to routes: inout RouteTable) {
        routes.get("v1/reviews/{id}/events", .follow, events)
    }

    @Sendable
    private func events(_ request: Request, _ context: APIContext) async throws -> Response {
        let principal = context.principal
        let entry = try await service.entry(try context.parameters.require("id"), seenBy: principal)
        let id = entry.review.id
        let known = request.headers[.lastEventID]
        // A browser that gets this connects no more.
        if entry.review.state.isFinal, known == entry.eventID { return Response(status: .noContent) }
        let wakes = service.board.watchers.wakes(for: id, every: Self.keepAlive)
        let (service, access) = (service, access)
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
            var sent = known
            var next: ReviewBoard.Entry? = entry
            var ticks = wakes.makeAsyncIterator()
            while let entry = next {
                try await writer.write(entry.eventID == sent ? Self.comment : entry.event)
                sent = entry.eventID
                guard !entry.review.state.isFinal, await ticks.next() != nil else { break }
                // Whoever listens may have lost the right to meanwhile, and the review may be gone.
                guard case .known(let principal) = await access.caller(of: request), principal.permissions.contains(.follow) else { break }
                next = try? await service.entry(id, seenBy: principal)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store", .accelBuffering: "no"], body: body)
    }

    private static let comment = ByteBuffer(string: ": still here\n\n")
}

extension ReviewBoard.Entry {
    /// The entity tag without its quotation marks.
    fileprivate var eventID: String { String(entityTag.dropFirst().dropLast()) }

    fileprivate var event: ByteBuffer {
        var event = ByteBuffer(string: "id: \(eventID)\nevent: review\ndata: ")
        event.writeImmutableBuffer(body)
        event.writeString("\n\n")
        return event
    }
}

extension HTTPField.Name {
    static let lastEventID = Self("Last-Event-ID")!
    /// Tells nginx to pass events on at once.
    static let accelBuffering = Self("X-Accel-Buffering")!
}
