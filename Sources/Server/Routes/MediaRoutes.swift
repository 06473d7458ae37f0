internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import JobQueue
internal import ReviewModel
internal import Storage

/// Takes in a recording: the whole file as the body, streamed to the store while it is hashed.
struct MediaRoutes {
    let service: ReviewService

    /// Room that an upload leaves on the disk for the database, in bytes.
    private static let reserve: Int64 = 64 << 20
    /// How many bytes are taken in between two looks at the room.
    private static let roomInterval: Int64 = 16 << 20

    func add(to group: RouterGroup<BasicRequestContext>) {
        group.put("reviews/{id}/media", use: put)
        // What `curl -T lecture.mp4 .../media/` sends: it adds the file's name.
        group.put("reviews/{id}/media/{fileName}", use: put)
    }

    @Sendable
    private func put(_ request: Request, _ context: BasicRequestContext) async throws -> Response {
        let id = try context.parameters.require("id")
        guard request.headers[.contentRange] == nil else { throw Problem.partialUpload }
        let expected = request.headers[.contentLength].flatMap { Int64($0) }
        try await check(id, expected: expected)
        let blob = try await receive(request.body, expected: expected)
        let source = Review.Source(fileName: fileName(request, context), bytes: blob.bytes, sha256: blob.sha256)
        let accepted = try await service.queue.accept(source, for: id)
        let entry = try await service.refresh(id)
        guard entry.review.state != .cancelled else { throw Problem.cancelled }
        // The same bytes sent again, because an answer was lost for example, are no fault.
        guard accepted || entry.review.source?.sha256 == blob.sha256 else { throw Problem.hasRecording }
        return Response(
            status: .accepted,
            headers: [.contentType: "application/json", .eTag: entry.entityTag, .location: ReviewStatus.path(id)],
            body: ResponseBody(byteBuffer: entry.body))
    }

    /// Refuses early what cannot be taken in, before the bytes have travelled.
    private func check(_ id: String, expected: Int64?) async throws {
        let review = try await service.entry(id).review
        guard review.state != .cancelled else { throw Problem.cancelled }
        guard let expected else { return }
        guard expected > 0 else { throw Problem.emptyBody }
        guard expected <= service.uploadLimit else { throw Problem.tooLarge(limit: service.uploadLimit) }
        if let source = review.source, source.bytes != expected { throw Problem.hasRecording }
        if let free = service.blobs.freeBytes(), free < expected + Self.reserve { throw Problem.noRoom }
    }

    /// Leaves the database room to work: an upload without a length, or beside others, may find less than there was at its start.
    private func checkRoom() throws {
        if let free = service.blobs.freeBytes(), free < Self.reserve { throw Problem.noRoom }
    }

    private func receive(_ body: RequestBody, expected: Int64?) async throws -> Blob {
        let writer = try await service.blobs.writer()
        do {
            do {
                var nextLook: Int64 = 0
                for try await chunk in body {
                    try await writer.append(chunk)
                    let count = await writer.count
                    guard count <= service.uploadLimit else { throw Problem.tooLarge(limit: service.uploadLimit) }
                    if count >= nextLook {
                        try checkRoom()
                        nextLook = count + Self.roomInterval
                    }
                }
            } catch let error where !(error is Problem || error is StorageError) {
                // The connection broke; the client may still read what became of it.
                throw Problem.incompleteBody(received: await writer.count, expected: expected)
            }
            let count = await writer.count
            guard count > 0 else { throw Problem.emptyBody }
            guard expected == nil || expected == count else { throw Problem.incompleteBody(received: count, expected: expected) }
            return try await writer.finish()
        } catch {
            await writer.discard()
            throw error
        }
    }

    /// From the path, from `?fileName=`, or a name that says nothing.
    private func fileName(_ request: Request, _ context: BasicRequestContext) -> String {
        let given = context.parameters.get("fileName") ?? request.uri.queryParameters["fileName"].map(String.init)
        let name = (given?.removingPercentEncoding ?? given ?? "").split(separator: "/").last.map(String.init) ?? ""
        return name.isEmpty ? "recording" : String(name.prefix(200))
    }
}
