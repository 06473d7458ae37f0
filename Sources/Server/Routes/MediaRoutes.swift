internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Ingest
internal import ReviewModel

/// Takes in a recording: the whole file as the body. What breaks off is thrown away; the ways of `UploadRoutes` go on instead.
struct MediaRoutes {
    let desk: UploadDesk

    func add(to group: RouterGroup<APIContext>) {
        group.put("reviews/{id}/media", use: put)
        // What `curl -T lecture.mp4 .../media/` sends: it adds the file's name.
        group.put("reviews/{id}/media/{fileName}", use: put)
    }

    @Sendable
    private func put(_ request: Request, _ context: APIContext) async throws -> Response {
        let id = try context.parameters.require("id")
        guard request.headers[.contentRange] == nil else { throw Problem.partialUpload }
        let size = UploadDesk.number(request.headers[.contentLength])
        guard size != 0 else { throw Problem.emptyBody }
        let review = try await desk.service.entry(id).review
        guard review.state != .cancelled else { throw Problem.cancelled }
        let entry: ReviewBoard.Entry?
        if let source = review.source {
            entry = try await receiveAgain(source, of: review, request, context, size: size)
        } else {
            entry = try await receive(request, context, for: id, size: size)
        }
        guard let entry else { throw Problem.reviewNotFound(id) }
        return Response(
            status: .accepted,
            headers: [.contentType: "application/json", .eTag: entry.entityTag, .location: ReviewStatus.path(id)],
            body: ResponseBody(byteBuffer: entry.body))
    }

    private func receive(_ request: Request, _ context: APIContext, for id: String, size: Int64?) async throws -> ReviewBoard.Entry? {
        let arrival = Arrival(way: .put, fileName: fileName(request, context))
        let upload = try await desk.engine.create(NewUpload(purpose: .review(id), arrival: arrival, length: size))
        context.welcomeBody(of: request)
        do {
            return try await desk.settle(try await desk.engine.append(request.body, to: upload.id, at: 0, size: size, completes: true))
        } catch {
            // Nobody knows where this one could be gone on with.
            try? await desk.engine.terminate(upload.id)
            throw error
        }
    }

    /// The same bytes sent again, because an answer was lost for example, are no fault: they are read to be compared, and not kept.
    private func receiveAgain(
        _ source: Review.Source, of review: Review, _ request: Request, _ context: APIContext, size: Int64?
    ) async throws -> ReviewBoard.Entry {
        guard size == nil || size == source.bytes else { throw Problem.hasRecording }
        context.welcomeBody(of: request)
        guard try await Checksum.sha256(of: request.body, atMost: source.bytes) == source.sha256 else { throw Problem.hasRecording }
        return try await desk.service.entry(review.id)
    }

    /// From the path, from `?fileName=`, or a name that says nothing.
    private func fileName(_ request: Request, _ context: APIContext) -> String {
        let given = context.parameters.get("fileName") ?? request.uri.queryParameters["fileName"].map(String.init)
        return UploadDesk.fileName(given?.removingPercentEncoding ?? given)
    }
}
